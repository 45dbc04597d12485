"""P07: homes, people by name or initials, and plates; by the end of a number as a logged look."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from contracts.directory.search import TooManySearches
from contracts.roles import STAFF
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import Forbidden
from foundation.scope import FIRST_COMMUNITY, Scope
from foundation.storage.store import Store
from services.directory.households.tables import Member
from services.directory.name_index import operations as name_index
from services.directory.policy import DirectoryPolicy
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform, process_due
from tests.operations.directory.conftest import CHECK
from tests.support.community import OTHER

pytestmark = pytest.mark.both_databases
MakeActor = Callable[..., Actor]
HERE = Scope.within(FIRST_COMMUNITY)


@pytest.fixture
def home(store: Store, enter: Callable[..., Any], actor: MakeActor) -> dict[str, Any]:
    """A household with a tenant and a car."""
    made = enter()
    named = {"household_id": made["id"], "identity_check": CHECK}
    desk = actor("receptionist")
    perform(
        store, Directory.add_member, desk, **named, name="李雷", relation="tenant",
        phone="13700000001",
    )  # fmt: skip
    perform(store, Directory.add_vehicle, desk, **named, plate="粤BD12345", parking_space="B1-7")
    return dict(made)


def found(store: Store, by: Actor, q: str) -> list[tuple[str, str]]:
    """What somebody finds: kind and title."""
    items = perform(store, Directory.find, by, q=q)["items"]
    return [(item["kind"], item["title"]) for item in items]


PLACE, CAR = ("household", "3栋 2-1001"), ("vehicle", "粤BD12345")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("q", "hits"),
    [
        ("3-2-1001", [PLACE]),
        ("王芳", [PLACE, ("person", "王芳")]),
        ("wf", [("person", "王芳")]),
        ("WF", [("person", "王芳")]),
        ("ll", [("person", "李雷")]),
        ("李雷", [PLACE, ("person", "李雷")]),
        ("5678", [PLACE]),
        ("粤BD12345", [CAR]),
        ("粤b·d12345", [CAR]),
        ("12345", [CAR]),
        ("2345", [CAR]),
        ("zz", []),
        ("外星", []),
    ],
)
def test_P07_one_box_finds_homes_people_and_plates(
    store: Store, actor: MakeActor, q: str, hits: list[tuple[str, str]]
) -> None:
    assert found(store, actor("receptionist"), q) == hits


def test_P07_numbers_stay_masked_and_who_may_see_what_holds(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    (item,) = perform(store, Directory.find, actor("receptionist"), q="5678")["items"]
    assert item["subtitle"] == "王芳 · 138****5678"
    may = Directory.list_vehicles.entry.method.roles
    for role in STAFF:
        assert (CAR in found(store, actor(role), "粤BD12345")) == (role in may), role
    elsewhere = actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    for q in ("王芳", "wf", "粤BD12345", "5678"):
        assert found(store, elsewhere, q) == []
    for nobody in ("resident", "admin"):
        with pytest.raises(Forbidden):
            found(store, actor(nobody, household_ids=[home["id"]]), "王芳")


@pytest.mark.usefixtures("home")
def test_D03_the_end_of_a_number_is_a_look_and_there_are_only_so_many(
    store: Store, actor: MakeActor
) -> None:
    desk = actor("receptionist")
    for _ in range(DirectoryPolicy().phone_searches):
        assert found(store, desk, "5678") == [PLACE]
    with pytest.raises(TooManySearches):
        found(store, desk, "5678")
    looks = perform(store, Directory.list_looks, actor("inspector"), limit=200)["items"]
    assert {look["kind"] for look in looks} == {"search"}
    assert found(store, desk, "王芳"), "anything else goes on"


def test_P07_a_new_name_has_new_initials_and_old_ones_get_theirs(
    store: Store, home: dict[str, Any], actor: MakeActor, clock: FixedClock
) -> None:
    desk = actor("receptionist")
    owner = {"household_id": home["id"], "member_id": home["members"][0]["id"]}
    named = {"identity_check": CHECK, "name": "赵敏"}
    perform(store, Directory.change_member, desk, **owner, **named)
    assert (found(store, desk, "zm"), found(store, desk, "wf")) == ([("person", "赵敏")], [])
    with store.write(scope=HERE) as uow:
        uow.session.execute(update(Member).values(initials=None))
    assert found(store, desk, "zm") == []
    for _ in range(2):
        clock.advance(timedelta(minutes=1))
        with store.write(scope=HERE) as uow:
            name_index.arm(uow)
        process_due(store, Directory)
        assert found(store, desk, "zm") == [("person", "赵敏")]

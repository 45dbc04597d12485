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
from services.directory.search import everything
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform, process_due
from tests.operations.directory.conftest import CHECK
from tests.support.community import OTHER, enter_another

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


@pytest.mark.parametrize("q", ["LONDON 1", "LONDON1", "london-1", "ＬＯＮＤＯＮ１"])
def test_P07_a_foreign_plate_is_found_without_its_blanks(
    store: Store, home: dict[str, Any], actor: MakeActor, q: str
) -> None:
    desk, named = actor("receptionist"), {"household_id": home["id"], "identity_check": CHECK}
    perform(store, Directory.add_vehicle, desk, **named, plate="London 1", foreign=True)
    assert found(store, desk, q) == [("vehicle", "London 1")]


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
    store: Store, actor: MakeActor, clock: FixedClock
) -> None:
    desk = actor("receptionist")
    for _ in range(DirectoryPolicy().phone_searches):
        assert found(store, desk, "5678") == [PLACE]
        clock.advance(timedelta(microseconds=1))
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


@pytest.fixture
def staff(store: Store, actor: MakeActor) -> dict[str, Actor]:
    """Colleagues of the first community, of another and of the company, and one who has left; who
    makes those of a place, by it."""
    with store.write() as uow:
        enter_another(uow)
    there = frozenset({Grant("director", OTHER)})
    company = frozenset({Grant("director", None)})
    makers = {
        "here": actor("director"), "there": actor("director", id="p2", grants=there),
        "company": actor("director", id="p3", grants=company),
    }  # fmt: skip
    for name, place in (("孙志强", "here"), ("孙丽华", "there"), ("孙大明", "here")):
        made = perform(
            store, Directory.create_person, makers[place], name=name, roles=["engineer"],
            department="工程部", phone="13500001234",
        )  # fmt: skip
    perform(store, Directory.close_person, makers["here"], person_id=made["id"])
    return makers


def colleagues(store: Store, by: Actor, q: str) -> list[str]:
    """The names of those who are found."""
    return [title for kind, title in found(store, by, q) if kind == "colleague"]


@pytest.mark.parametrize(
    ("q", "both"),
    [("孙", []), ("孙志", ["孙志强"]), ("szq", ["孙志强"]), ("SL", ["孙丽华"]),
     ("孙大", []), ("1234", []), ("zz", [])],
)  # fmt: skip
def test_P07_colleagues_are_found_by_name_or_initials_where_they_work(
    store: Store, staff: dict[str, Actor], q: str, both: list[str]
) -> None:
    assert colleagues(store, staff["company"], q) == both
    assert colleagues(store, staff["here"], q) == [one for one in both if one == "孙志强"]
    assert colleagues(store, staff["there"], q) == [one for one in both if one == "孙丽华"]


@pytest.mark.usefixtures("home")
def test_P07_a_colleague_is_shown_with_a_masked_number(
    store: Store, staff: dict[str, Actor]
) -> None:
    (item,) = perform(store, Directory.find, staff["here"], q="孙志强")["items"]
    assert item["subtitle"] == "工程部 · 135****1234"


def test_P07_without_the_scope_colleagues_of_other_communities_are_found(
    store: Store, staff: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(everything, "holds_in_sight", lambda _: True)
    assert colleagues(store, staff["here"], "sl") == ["孙丽华"]


@pytest.mark.usefixtures("home")
def test_D03_a_search_by_number_in_several_communities_is_logged_where_it_found_something(
    store: Store, staff: dict[str, Actor], actor: MakeActor, clock: FixedClock
) -> None:
    """Once where it found nothing; and each counts once, in however many it found something."""
    entered = {
        "building": "1栋", "unit": "1-101", "area_m2": "80", "owner_name": "李四",
        "phone": "13900005678",
    }  # fmt: skip
    there = actor("finance", id="p4", grants=frozenset({Grant("finance", OTHER)}))
    perform(store, Directory.create_household, there, **entered)
    company = staff["company"]
    assert len(found(store, company, "5678")) == 2
    clock.advance(timedelta(microseconds=1))
    assert found(store, company, "0000") == []

    def looks(by: Actor) -> list[int]:
        return [one["rows"] for one in perform(store, Directory.list_looks, by)["items"]]

    assert sorted(looks(staff["here"])) == [0, 1]
    assert looks(staff["there"]) == [1]
    for _ in range(DirectoryPolicy().phone_searches - 2):
        clock.advance(timedelta(microseconds=1))
        assert len(found(store, company, "5678")) == 2
    clock.advance(timedelta(microseconds=1))
    with pytest.raises(TooManySearches):
        found(store, company, "5678")

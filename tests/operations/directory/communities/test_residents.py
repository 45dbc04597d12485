"""P01, D06: somebody with homes in two communities is one person, known whole."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.service import DirectoryService as Directory
from services.directory.succession import operations as succession
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK
from tests.support.community import OTHER, enter_another

pytestmark = pytest.mark.both_databases

Answer = dict[str, Any]


@pytest.fixture
def homes(store: Store, actor: Callable[..., Actor]) -> list[Answer]:
    """A home in each of two communities, of one owner with access to both, beside a co-owner."""
    with store.write() as uow:
        enter_another(uow)
    made = []
    for community in (FIRST_COMMUNITY, OTHER):
        grants = frozenset({Grant("finance", community), Grant("director", community)})
        by = actor("director", grants=grants)
        home = perform(store, Directory.create_household, by, building="1栋", unit="1-101",
                       area_m2="80", owner_name="王芳", phone="13812345678")  # fmt: skip
        more = {"name": "李雷", "phone": "13700000001", "relation": "owner"}
        where = {"household_id": home["id"], "identity_check": CHECK}
        made.append(perform(store, Directory.add_member, by, **where, **more))
    company = actor("director", grants=frozenset({Grant("director", None)}))
    ids = [home["members"][0]["id"] for home in made]
    perform(store, Directory.create_person, company,
            name="王芳", roles=["resident"], member_ids=ids)  # fmt: skip
    return made


def leave(store: Store, actor: Callable[..., Actor], home: Answer, community: str) -> Answer:
    """The owner leaves a home; what was told of the person then."""
    by = actor("receptionist", grants=frozenset({Grant("receptionist", community)}))
    perform(store, Directory.remove_member, by, household_id=home["id"],
            member_id=home["members"][0]["id"], identity_check=CHECK)  # fmt: skip
    return dict(events(store, "person_changed")[-1]["data"])


def test_P01_D06_who_leaves_one_home_keeps_that_of_another_community(
    store: Store, actor: Callable[..., Actor], homes: list[Answer]
) -> None:
    here, there = homes
    published = events(store, "person_changed")[-1]["data"]
    assert sorted(published["household_ids"]) == sorted(one["id"] for one in homes)
    published = leave(store, actor, here, FIRST_COMMUNITY)
    assert (published["active"], published["household_ids"]) == (True, [there["id"]])
    published = leave(store, actor, there, OTHER)
    assert (published["active"], published["household_ids"]) == (False, [])


def test_P01_D06_with_what_is_in_scope_alone_the_login_would_be_closed(
    store: Store,
    actor: Callable[..., Actor],
    homes: list[Answer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""

    def in_scope(uow: UnitOfWork, person: Any) -> None:
        uow.session.refresh(person, ["memberships"])

    monkeypatch.setattr(succession, "find_homes", in_scope)
    assert leave(store, actor, homes[0], FIRST_COMMUNITY)["active"] is False

"""P01: people of the replica are found by what they hold and serve in the community at hand."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from contracts.roles import STAFF
from foundation import replica
from foundation.scope import ALL, FIRST_COMMUNITY, Scope
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from foundation.storage.tables import person_replica
from tests.operations.conftest import put_household, put_person
from tests.support.community import HERE, OTHER, THERE, everywhere, known_in

pytestmark = pytest.mark.both_databases

BOTH = Scope.over([FIRST_COMMUNITY, OTHER])


@pytest.fixture
def store(store_of: Callable[[str], Store]) -> Store:
    """Somebody of each community, of both, of the company, and one of whom nobody told where."""
    store = store_of("repairs")
    one = {"roles": ["engineer"], "buildings": ["1栋"]}
    put_person(store, "p-here", **known_in(FIRST_COMMUNITY, **one), department="工程部")
    put_person(store, "p-there", **known_in(OTHER, **one), department="水景班")
    put_person(store, "p-both", **known_in(FIRST_COMMUNITY, OTHER, **one))
    put_person(store, "p-company", **known_in(None, roles=["engineer"]))
    put_person(store, "p-silent", "engineer", buildings=["1栋"])
    return store


def engineers(store: Store, where: Scope, building: str | None = None) -> list[str]:
    """Who is found as an engineer, if so of a building."""
    with store.read(scope=where) as uow:
        found = replica.staff(uow, "engineer", building=building)
        return [one.person_id.removeprefix("p-") for one in found]


@pytest.mark.parametrize(
    ("where", "held", "served"),
    [
        (HERE, ["both", "company", "here", "silent"], ["both", "here", "silent"]),
        (THERE, ["both", "company", "there"], ["both", "there"]),
        (BOTH, ["both", "company", "here", "silent", "there"], ["both", "here", "silent", "there"]),
        (ALL, ["both", "company", "here", "silent", "there"], ["both", "here", "silent", "there"]),
        (Scope(None, OTHER), ["both", "company", "there"], ["both", "there"]),
    ],
    ids=["here", "there", "both", "all", "all, in one"],
)
def test_P01_people_with_a_role_are_those_who_hold_it_here(
    store: Store, where: Scope, held: list[str], served: list[str]
) -> None:
    assert engineers(store, where) == held
    assert engineers(store, where, "1栋") == served


def test_P01_without_it_1栋_of_one_community_would_be_that_of_another(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    everywhere(monkeypatch)
    assert engineers(store, THERE, "1栋") == ["both", "here", "silent", "there"]


def test_P01_a_person_is_read_with_what_they_are_here(store: Store) -> None:
    with store.read(scope=THERE) as uow:
        stranger, both = replica.person(uow, "p-here"), replica.person(uow, "p-both")
        assert stranger is not None and both is not None
        assert (stranger.name, stranger.roles, stranger.buildings) == ("p-here", [], [])
        assert (both.roles, both.buildings) == (["engineer"], ["1栋"])


def test_P01_C14_a_department_has_those_who_work_here(store: Store) -> None:
    names = {"waterworks", "水景班"}
    with store.read(scope=HERE) as uow:
        assert replica.members_of(uow, names, STAFF) == []
    with store.read(scope=THERE) as uow:
        assert [one.person_id for one in replica.members_of(uow, names, STAFF)] == ["p-there"]


def test_P01_what_the_release_before_knew_is_of_the_first(store_of: Callable[[str], Store]) -> None:
    store = store_of("repairs")
    put_household(store, "h1")
    put_person(store, "p-here", "engineer", buildings=["1栋"])
    downgrade(store.engine, "repairs", "foundation_0010")
    upgrade(store.engine, "repairs")
    assert engineers(store, HERE, "1栋") == ["here"]
    assert engineers(store, THERE) == []
    with store.read(scope=HERE) as uow:
        assert replica.household(uow, "h1").building_id is None


def test_P01_what_a_process_of_the_release_before_keeps_is_of_the_first(store: Store) -> None:
    """It keeps roles and buildings as the event tells them, and leaves where they are as it was."""
    with store.write() as uow:
        kept = update(person_replica).where(person_replica.c.person_id == "p-there")
        names = {"roles": ["engineer", "steward"], "buildings": ["1栋", "3栋"]}
        uow.session.execute(kept.values(names))
    for where, roles, buildings in (
        (HERE, ["steward"], ["3栋"]),
        (THERE, ["engineer"], ["1栋"]),
    ):
        with store.read(scope=where) as uow:
            person = replica.person(uow, "p-there")
            assert person is not None
            assert (person.roles, person.buildings) == (roles, buildings)


def test_P01_work_for_all_goes_through_the_communities_one_by_one(store: Store) -> None:
    """In each it finds and makes what is of it alone."""
    put_household(store, "h1", where=HERE)
    put_household(store, "h2", where=THERE)
    with store.write() as uow:
        assert len(replica.households(uow)) == 2
        for community, home in ((FIRST_COMMUNITY, "h1"), (OTHER, "h2")):
            with uow.within(community):
                assert uow.community == community
                assert [one.household_id for one in replica.households(uow)] == [home]
                uow.deadlines.set("kind", home, uow.now)
        assert uow.community is None
        assert len(replica.households(uow)) == 2

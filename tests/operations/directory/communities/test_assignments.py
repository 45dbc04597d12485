"""P01: where roles are held, and what is seen by them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text, update

from contracts.directory.changes import FieldNotEditable
from foundation.actor import Actor, Grant
from foundation.errors import Forbidden, NotFound
from foundation.scope import ALL, FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from gateway.sessions import actor_of, rights_of
from services.directory.communities.tables import Assignment, Community
from services.directory.households.tables import Household, Member
from services.directory.people.tables import Person
from services.directory.search import queries
from services.directory.service import DirectoryService as Directory
from services.directory.sessions.queries import actor_view
from tests.operations.conftest import perform
from tests.support.community import enter_another

pytestmark = pytest.mark.both_databases

OTHER = "c-other"
Make = Callable[..., Any]


@pytest.fixture
def other(store: Store) -> str:
    """A second community."""
    with store.write() as uow:
        enter_another(uow)
    return OTHER


def acting(store: Store, person_id: str) -> Actor:
    """The person as a gateway hears of them."""
    with store.read() as uow:
        claims = actor_view(uow, uow.session.get_one(Person, person_id))
    return actor_of(claims, "s1")


def held(store: Store, person_id: str) -> set[tuple[str, str | None]]:
    """What stands of a person's roles."""
    with store.read() as uow:
        found = select(Assignment.role, Assignment.community_id)
        rows = uow.session.execute(found.where(Assignment.person_id == person_id))
        return {(row.role, row.community_id) for row in rows}


def move(store: Store, person_id: str, community: str | None) -> None:
    """Have the person hold all roles elsewhere."""
    with store.write() as uow:
        mine = update(Assignment).where(Assignment.person_id == person_id)
        uow.session.execute(mine.values(community_id=community))


def test_P01_a_role_is_given_in_the_community_of_who_gives_it(store: Store, employ: Make) -> None:
    made = employ("steward")
    assert held(store, made["id"]) == {("steward", FIRST_COMMUNITY)}
    assert acting(store, made["id"]).grants == {Grant("steward", FIRST_COMMUNITY)}


def test_P01_a_role_that_is_taken_is_held_nowhere(store: Store, employ: Make, actor: Make) -> None:
    made = employ("steward")
    admin = actor("admin")
    perform(store, Directory.change_person, admin, person_id=made["id"], roles=["engineer"])
    assert held(store, made["id"]) == {("engineer", FIRST_COMMUNITY)}


def test_P01_a_role_that_stays_stays_where_it_is(
    store: Store, employ: Make, actor: Make, other: str
) -> None:
    made = employ("steward")
    move(store, made["id"], other)
    roles = ["steward", "engineer"]
    admin = actor("admin", grants=frozenset({Grant("admin", None)}))
    perform(store, Directory.change_person, admin, person_id=made["id"], roles=roles)
    assert held(store, made["id"]) == {("steward", other), ("engineer", None)}


def test_P01_what_a_process_of_the_release_before_gave_is_held_in_the_first(
    store: Store, employ: Make
) -> None:
    made = employ("steward")
    with store.write() as uow:
        who = update(Person).where(Person.id == made["id"])
        uow.session.execute(who.values(roles=["steward", "engineer"]))
    assert acting(store, made["id"]).grants == {
        Grant("steward", FIRST_COMMUNITY),
        Grant("engineer", FIRST_COMMUNITY),
    }


def test_P01_who_works_elsewhere_sees_and_does_nothing_here(
    store: Store, employ: Make, enter: Make, other: str
) -> None:
    home, made = enter(), employ("receptionist")
    here = acting(store, made["id"])
    move(store, made["id"], other)
    there = acting(store, made["id"])
    assert rights_of(here) != rights_of(there), "streams of who moved end"
    found = perform(store, Directory.find_households, here, q="王芳")["items"]
    assert [one["id"] for one in found] == [home["id"]]
    assert perform(store, Directory.find_households, there, q="王芳")["items"] == []
    with pytest.raises(NotFound):
        perform(store, Directory.get_household, there, household_id=home["id"])
    with pytest.raises(NotFound):
        perform(
            store,
            Directory.change_household,
            there,
            household_id=home["id"],
            vacant=True,
            identity_check={"method": "id_card", "by": "林晓梅"},
        )


def test_P01_who_works_for_the_company_sees_all(
    store: Store, employ: Make, enter: Make, other: str
) -> None:
    home, made = enter(), employ("receptionist")
    move(store, made["id"], None)
    everywhere = acting(store, made["id"])
    assert everywhere.scope == ALL
    shown = perform(store, Directory.get_household, everywhere, household_id=home["id"])
    assert shown["id"] == home["id"]


def test_P01_a_role_counts_only_where_it_is_held(store: Store, enter: Make) -> None:
    """Somebody with one role here and another elsewhere does here what the first allows."""
    home = enter()
    grants = {Grant("engineer", FIRST_COMMUNITY), Grant("receptionist", OTHER)}
    both = Actor("p1", "李梅", frozenset({"engineer", "receptionist"}), grants=frozenset(grants))
    with pytest.raises(NotFound):
        perform(store, Directory.household_history, both, household_id=home["id"])
    with pytest.raises(Forbidden):
        perform(store, Directory.household_history, replace(both, roles=frozenset({"engineer"})))


def test_P01_a_residents_role_is_held_where_the_home_is(
    store: Store, enter: Make, move_in: Make, other: str
) -> None:
    home = enter()
    owner = move_in(home)
    assert acting(store, owner.id).grants == {Grant("resident", FIRST_COMMUNITY)}
    with store.write() as uow:
        uow.session.execute(update(Household).values(community_id=other))
        uow.session.execute(update(Member).values(community_id=other))
    there = acting(store, owner.id)
    assert there.grants == {Grant("resident", other)}
    assert (
        perform(store, Directory.get_household, there, household_id=home["id"])["id"] == home["id"]
    )


CHECKED = {"method": "id_card", "by": "林晓梅"}


def both(**more: Any) -> Actor:
    """Somebody who is a steward here and a manager in the other community."""
    grants = {Grant("steward", FIRST_COMMUNITY), Grant("supervisor", OTHER)}
    roles = frozenset({"steward", "supervisor"})
    return Actor("p1", "李梅", roles, grants=frozenset(grants), **more)


def test_P01_what_a_role_may_change_is_judged_where_the_household_is(
    store: Store, enter: Make, other: str
) -> None:
    """A manager changes areas, a steward does not."""
    home = enter()
    shown = perform(store, Directory.get_household, both(), household_id=home["id"])
    assert "area_m2" not in shown["editable"] and "phone" in shown["editable"]
    change = {"household_id": home["id"], "identity_check": CHECKED, "area_m2": "99"}
    with pytest.raises(FieldNotEditable):
        perform(store, Directory.change_household, both(), **change)
    with pytest.raises(Forbidden):
        perform(
            store,
            Directory.reveal,
            both(),
            household_id=home["id"],
            what="id_number",
            purpose="核对",
        )
    with store.write() as uow:
        uow.session.execute(update(Household).values(community_id=other))
        uow.session.execute(update(Member).values(community_id=other))
    assert perform(store, Directory.change_household, both(), **change)["area_m2"] == "99"


def test_P01_without_that_a_steward_here_would_do_what_a_manager_there_may(
    store: Store, enter: Make, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = enter()
    monkeypatch.setattr(Actor, "within", lambda self, _scope: self)
    change = {"household_id": home["id"], "identity_check": CHECKED, "area_m2": "99"}
    assert perform(store, Directory.change_household, both(), **change)["area_m2"] == "99"


def test_P01_numbers_are_looked_for_where_the_role_for_it_is_held(
    store: Store, enter: Make, other: str
) -> None:
    """An engineer here who is at the desk elsewhere finds no home here by its number."""
    enter()
    grants = {Grant("engineer", FIRST_COMMUNITY), Grant("receptionist", OTHER)}
    roles = frozenset({"engineer", "receptionist"})
    both_here = Actor("p1", "李梅", roles, grants=frozenset(grants))
    at_the_desk = replace(both_here, grants=frozenset({Grant("receptionist", FIRST_COMMUNITY)}))
    for person, found in ((both_here, False), (at_the_desk, True)):
        with store.read(person) as uow:
            assert queries.is_there(uow, queries.reached_by(uow, "13812345678")) is found
            assert queries.is_there(uow, queries.named_so("2-1001"))


def test_P01_roles_of_the_release_before_are_held_in_the_first(store: Store) -> None:
    downgrade(store.engine, "directory", "directory_0009")
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO people (id, name, roles, buildings, skills, active, staff, version) "
                "VALUES ('p1', '周强', '[\"steward\", \"engineer\"]', '[]', '[]', true, true, 1)"
            )
        )
    upgrade(store.engine, "directory")
    assert held(store, "p1") == {("steward", FIRST_COMMUNITY), ("engineer", FIRST_COMMUNITY)}
    with store.read() as uow:
        assert uow.session.scalars(select(Community.id)).all() == [FIRST_COMMUNITY]

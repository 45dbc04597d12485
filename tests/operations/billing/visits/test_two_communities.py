"""P01, B04: a door is a steward's of its community."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.billing.visits import NotASteward
from foundation.actor import Actor, Grant
from foundation.scope import FIRST_COMMUNITY, Scope
from services.billing.visits.operations.following import assign_new
from services.billing.visits.tables import Visit
from tests.operations import conftest as support
from tests.operations.billing.conftest import DUE, Office
from tests.support.community import OTHER, THERE, everywhere, known_in

PERSON: dict[str, Any] = {
    "skills": [], "household_ids": [], "phone": None, "email": None, "active": True,
}  # fmt: skip


def doors(office: Office) -> dict[str, str | None]:
    """Whose each visit is."""
    with office.store.read() as uow:
        rows = uow.session.execute(select(Visit.household_id, Visit.steward_id))
        return {row.household_id: row.steward_id for row in rows}


def receive_person(office: Office, person_id: str, version: int, **state: Any) -> None:
    """A person changes."""
    who = {"person_id": person_id, "name": person_id, "version": version}
    office.receives("on_person_changed", **PERSON | who | state)


def assign_in(office: Office, *communities: str) -> None:
    """Draw up the lists of communities."""
    for community in communities:
        with office.store.write(scope=Scope.within(community)) as uow:
            assign_new(uow, None, 1, 100)


@pytest.fixture
def twins(office: Office) -> Office:
    """Two communities that are late, with a 1栋 and a 2栋 each. t1 serves 1栋 of the other one, s2
    serves 2栋 of both."""
    store = office.store
    support.put_household(store, "t-h1", where=THERE, building="1栋", unit="1-101")
    support.put_household(store, "t-h2", where=THERE, building="2栋", unit="1-201")
    steward = {"roles": ["steward"]}
    support.put_person(store, "t1", **known_in(OTHER, **steward, buildings=["1栋"]))
    both = known_in(FIRST_COMMUNITY, OTHER, **steward, buildings=["2栋"])
    support.put_person(store, "s2", version=2, **both)
    finance = office.actor("finance", grants=frozenset({Grant("finance", OTHER)}))
    office.run()
    office.call("start_bill_run", finance, period="2026-Q4", due_date=DUE)
    office.work()
    office.jump_to("2026-12-01", 8)
    return office


def test_P01_B04_doors_go_to_the_stewards_of_their_community(twins: Office) -> None:
    assign_in(twins, FIRST_COMMUNITY, OTHER)
    assert doors(twins) == {"h1": "s1", "h2": "s2", "t-h1": "t1", "t-h2": "s2"}
    supervisor = twins.actor("supervisor", grants=frozenset({Grant("supervisor", OTHER)}))
    listed = twins.call("list_stewards", supervisor)["items"]
    assert [(one["person_id"], one["buildings"]) for one in listed] == [
        ("s2", ["2栋"]),
        ("t1", ["1栋"]),
    ]
    (visit,) = twins.visits(supervisor, household_id="t-h1")
    with pytest.raises(NotASteward):
        twins.call("assign_visit", supervisor, visit_id=visit["id"], steward_id="s1")


def test_P01_B04_without_it_a_steward_would_get_the_doors_of_both(
    twins: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    everywhere(monkeypatch)
    assign_in(twins, FIRST_COMMUNITY, OTHER)
    assert doors(twins)["t-h1"] == "s1"


def test_P01_B04_doors_of_who_leaves_one_community_move_there_alone(twins: Office) -> None:
    assign_in(twins, FIRST_COMMUNITY, OTHER)
    receive_person(
        twins, "s2", 3, **known_in(FIRST_COMMUNITY, roles=["steward"], buildings=["2栋"])
    )
    assert doors(twins) == {"h1": "s1", "h2": "s2", "t-h1": "t1", "t-h2": None}
    receive_person(twins, "t2", 1, **known_in(OTHER, roles=["steward"], buildings=["1栋", "2栋"]))
    assert doors(twins) == {"h1": "s1", "h2": "s2", "t-h1": "t1", "t-h2": "t2"}
    receive_person(twins, "t1", 2, **known_in(OTHER, roles=["engineer"]))
    assert doors(twins) == {"h1": "s1", "h2": "s2", "t-h1": "t2", "t-h2": "t2"}
    published = support.events(twins.store, "visits_assigned")
    assert {row["community_id"] for row in published if row["aggregate_id"] in ("t1", "t2")} == {
        OTHER
    }


def test_P01_B04_an_event_of_the_release_before_speaks_of_the_first(twins: Office) -> None:
    assign_in(twins, FIRST_COMMUNITY, OTHER)
    state = {"roles": ["steward"], "buildings": ["1栋", "2栋"]}
    receive_person(twins, "s1", 2, **state | {"buildings": []})
    receive_person(twins, "s9", 1, **state)
    assert doors(twins) == {"h1": "s9", "h2": "s2", "t-h1": "t1", "t-h2": "s2"}


def test_P01_B04_a_list_shows_the_own_doors_of_one_and_all_where_somebody_oversees(
    twins: Office,
) -> None:
    assign_in(twins, FIRST_COMMUNITY, OTHER)
    roles = frozenset({"steward", "supervisor"})
    grants = frozenset({Grant("steward", FIRST_COMMUNITY), Grant("supervisor", OTHER)})
    both = Actor("s2", "s2", roles, request_id="test", grants=grants)
    homes = {one["household_id"] for one in twins.visits(both)}
    assert homes == {"h2", "t-h1", "t-h2"}
    named = {one["household_id"] for one in twins.visits(both, steward_id="t1")}
    assert named == {"h2", "t-h1"}

"""P01, R08: an order goes to an engineer of its community."""

from typing import Any

import pytest

from contracts.repairs.dispatch import NobodyToDispatch, UnknownEngineer
from foundation.actor import Grant
from foundation.scope import FIRST_COMMUNITY
from tests.operations.conftest import put_duty, put_household, put_person
from tests.operations.repairs.conftest import Desk
from tests.support.community import OTHER, THERE, everywhere, known_in

pytestmark = pytest.mark.both_databases


@pytest.fixture
def twins(desk: Desk) -> Desk:
    """A desk of two communities with a 1栋 each; t1 is the plumber of the other one, e2 of both."""
    put_household(desk.store, "t-h1", where=THERE, building="1栋", unit="1-101")
    there = known_in(OTHER, roles=["engineer"], buildings=["1栋"])
    put_person(desk.store, "t1", skills=["plumbing"], **there)
    both = known_in(FIRST_COMMUNITY, OTHER, roles=["engineer"], buildings=["2栋"])
    put_person(desk.store, "e2", version=2, skills=["plumbing"], **both)
    return desk


def desk_of(desk: Desk, community: str) -> Any:
    """The receptionist of a community."""
    return desk.actor("receptionist", grants=frozenset({Grant("receptionist", community)}))


def order(desk: Desk, household_id: str, community: str) -> dict[str, Any]:
    """A verified request, with who is suggested for it."""
    by = desk_of(desk, community)
    repair = desk.request(by, household_id=household_id)
    repair = desk.call("verify", by, repair_id=repair["id"])
    suggested = desk.call("suggest_engineer", by, repair_id=repair["id"])
    return repair | {"suggested": [one["engineer_id"] for one in suggested["engineers"]]}


def test_P01_R08_engineers_of_the_community_are_suggested(twins: Desk) -> None:
    assert order(twins, "h1", FIRST_COMMUNITY)["suggested"] == ["e1", "e2", "e3"]
    assert order(twins, "t-h1", OTHER)["suggested"] == ["t1", "e2"]


def test_P01_R08_so_they_are_to_who_sees_both(twins: Desk) -> None:
    repair = order(twins, "t-h1", OTHER)
    grants = frozenset({Grant("receptionist", one) for one in (FIRST_COMMUNITY, OTHER)})
    both = twins.actor("receptionist", grants=grants)
    suggested = twins.call("suggest_engineer", both, repair_id=repair["id"])
    assert [one["engineer_id"] for one in suggested["engineers"]] == ["t1", "e2"]


def test_P01_R08_without_it_those_of_the_other_would_be_too(
    twins: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    everywhere(monkeypatch)
    assert order(twins, "t-h1", OTHER)["suggested"][:2] == ["e1", "t1"]


def test_P01_R08_an_order_is_given_to_engineers_of_the_community(twins: Desk) -> None:
    repair, by = order(twins, "t-h1", OTHER), desk_of(twins, OTHER)
    with pytest.raises(UnknownEngineer):
        twins.call("dispatch", by, repair_id=repair["id"], engineer_id="e1")
    sent = twins.call("dispatch", by, repair_id=repair["id"])
    assert sent["engineer_id"] == "t1"


def test_P01_R08_who_is_on_duty_elsewhere_is_not_on_duty_here(twins: Desk) -> None:
    now = twins.clock.now()
    put_duty(twins.store, "e2", "engineer", now, now.replace(hour=12), where=THERE)
    by = desk_of(twins, FIRST_COMMUNITY)
    repair = twins.request(by, priority="emergency")
    twins.call("verify", by, repair_id=repair["id"])
    assert twins.call("dispatch", by, repair_id=repair["id"])["engineer_id"] == "e1"


def test_P01_R08_who_is_an_engineer_here_no_more_keeps_the_orders_of_elsewhere(twins: Desk) -> None:
    orders = {
        community: order(twins, home, community)["id"]
        for home, community in (("h1", FIRST_COMMUNITY), ("t-h1", OTHER))
    }
    for community, repair_id in orders.items():
        by = desk_of(twins, community)
        twins.call("dispatch", by, repair_id=repair_id, engineer_id="e2")
    known = known_in(FIRST_COMMUNITY, roles=["engineer"], buildings=["2栋"])
    person = {"person_id": "e2", "version": 3, "name": "e2", "skills": ["plumbing"],
              "household_ids": [], "phone": None, "email": None, "active": True}  # fmt: skip
    twins.receives("on_person_changed", **person | known)
    held = {
        community: twins.call("get", desk_of(twins, community), repair_id=repair_id)["engineer_id"]
        for community, repair_id in orders.items()
    }
    assert held == {FIRST_COMMUNITY: "e2", OTHER: "t1"}


def test_P01_R08_where_nobody_is_an_engineer_nobody_is_suggested(twins: Desk) -> None:
    for one in ("t1", "e2"):
        put_person(twins.store, one, "engineer", version=9, active=False)
    by = desk_of(twins, OTHER)
    repair = twins.request(by, household_id="t-h1")
    twins.call("verify", by, repair_id=repair["id"])
    with pytest.raises(NobodyToDispatch):
        twins.call("dispatch", by, repair_id=repair["id"])

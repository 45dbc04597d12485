"""P01: cases are handled and answered for by people of their community."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.errors import InvalidInput
from foundation.scope import FIRST_COMMUNITY
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_duty, put_household, put_person
from tests.support.community import HERE, OTHER, THERE, everywhere, known_in

pytestmark = pytest.mark.both_databases


def of(desk: Desk, role: str, community: str, **who: Any) -> Actor:
    """Somebody of a community."""
    return desk.actor(role, grants=frozenset({Grant(role, community)}), **who)


@pytest.fixture
def twins(desk: Desk) -> Desk:
    """A desk of two communities; t1 works in the other one, p-both in both."""
    put_household(desk.store, "t-h1", where=THERE, building="1栋", unit="1-101")
    put_person(desk.store, "t1", department="水景班", **known_in(OTHER, roles=["engineer"]))
    both = known_in(FIRST_COMMUNITY, OTHER, roles=["receptionist"])
    put_person(desk.store, "p-both", name="林晓梅", **both)
    return desk


def lodged(desk: Desk, community: str) -> dict[str, Any]:
    """An accepted case of a community, with the desk of it."""
    home = {FIRST_COMMUNITY: "h1", OTHER: "t-h1"}[community]
    both = of(desk, "receptionist", community, id="p-both", name="林晓梅")
    case = desk.lodge(both, household_id=home)
    return desk.triage(case, of(desk, "supervisor", community))


def test_P01_a_case_is_given_to_who_works_in_its_community(twins: Desk) -> None:
    case, by = lodged(twins, OTHER), of(twins, "supervisor", OTHER)
    with pytest.raises(InvalidInput):
        twins.act(case, "transfer", by, department="工程部", handler_id="p-engineer")
    given = twins.act(case, "transfer", by, department="工程部", handler_id="t1")
    assert given["handler_id"] == "t1"


def test_P01_without_it_a_case_could_be_given_to_who_never_comes_there(
    twins: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    everywhere(monkeypatch)
    case, by = lodged(twins, OTHER), of(twins, "supervisor", OTHER)
    given = twins.act(case, "transfer", by, department="工程部", handler_id="p-engineer")
    assert given["handler_id"] == "p-engineer"


def test_P01_C01_who_leaves_one_community_keeps_the_cases_of_the_other(twins: Desk) -> None:
    now = twins.clock.now()
    for person_id, where in (("p-desk", HERE), ("t-desk", THERE)):
        put_duty(twins.store, person_id, "desk", now, now + timedelta(hours=9), where=where)
    cases = {community: lodged(twins, community) for community in (FIRST_COMMUNITY, OTHER)}
    person = {"person_id": "p-both", "version": 2, "name": "林晓梅", "skills": [],
              "household_ids": [], "phone": None, "email": None, "active": True}  # fmt: skip
    known = known_in(FIRST_COMMUNITY, roles=["receptionist"])
    twins.receives("on_person_changed", **person | known)
    assert {
        community: twins.get(case, of(twins, "supervisor", community))["first_responsible_id"]
        for community, case in cases.items()
    } == {FIRST_COMMUNITY: "p-both", OTHER: "t-desk"}
    twins.receives("on_person_changed", **person | known | {"version": 3, "active": False})
    seen = twins.get(cases[FIRST_COMMUNITY])
    assert seen["first_responsible_id"] == "p-desk"

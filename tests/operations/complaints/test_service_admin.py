"""P01: policies are changed, and the audit trail is read, where the role is held."""

from typing import Any

import pytest
from sqlalchemy import select, true

from foundation import policy_admin, service_admin
from foundation.actor import Actor, Grant
from foundation.errors import CommunityNotChosen
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.listing import Listing
from foundation.storage.tables import audit
from services.complaints.policy import ComplaintPolicy
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_household
from tests.support.community import HERE, OTHER, THERE

pytestmark = pytest.mark.both_databases
NAME = "acknowledge_minutes"


def director(desk: Desk, *communities: str | None) -> Actor:
    """Somebody who is director there; None: of the company."""
    return desk.actor("director", grants=frozenset(Grant("director", one) for one in communities))


def change(desk: Desk, by: Actor, value: int) -> None:
    """Change one value."""
    desk.call("change_policy", by, name=NAME, value=value)


def in_force(desk: Desk) -> dict[str, int]:
    """The value by which each community is judged."""
    found = {}
    for name, where in (("here", HERE), ("there", THERE)):
        with desk.store.read(scope=where) as uow:
            found[name] = getattr(uow.policy(ComplaintPolicy), NAME)
    return found


@pytest.fixture
def two(desk: Desk) -> Desk:
    """A desk of two communities."""
    put_household(desk.store, "t-h1", where=THERE)
    return desk


def test_P01_with_one_community_its_director_changes_the_companys_value(desk: Desk) -> None:
    change(desk, director(desk, FIRST_COMMUNITY), 11)
    assert set(in_force(desk).values()) == {11}


def test_P01_with_several_a_director_changes_that_of_the_own_community(two: Desk) -> None:
    change(two, director(two, None), 11)
    change(two, director(two, OTHER), 12)
    assert in_force(two) == {"here": 11, "there": 12}
    change(two, director(two, FIRST_COMMUNITY), 13)
    assert in_force(two) == {"here": 13, "there": 12}
    with pytest.raises(CommunityNotChosen):
        change(two, director(two, FIRST_COMMUNITY, OTHER), 14)


def test_P01_without_asking_whose_it_would_be_that_of_all(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(policy_admin, "owner", lambda *_: None)
    monkeypatch.setattr(policy_admin, "require_may", lambda *_: None)
    change(two, director(two, OTHER), 12)
    assert in_force(two) == {"here": 12, "there": 12}


def trail(desk: Desk, by: Actor) -> set[Any]:
    """About what somebody reads in the audit trail."""
    return {one["subject_id"] for one in desk.call("audit_trail", by)["items"]}


def test_P01_the_audit_trail_is_that_of_the_own_community(
    two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = two.lodge(household_id="h1")["id"]
    by = two.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    there = two.lodge(by, household_id="t-h1")["id"]
    assert {here, there} & trail(two, director(two, FIRST_COMMUNITY)) == {here}
    assert {here, there} & trail(two, director(two, OTHER)) == {there}
    assert {here, there} <= trail(two, director(two, None))
    everywhere = Listing(select(audit), audit.c.id, {"in scope": true()})
    monkeypatch.setattr(service_admin, "TRAIL", everywhere)
    assert here in trail(two, director(two, OTHER)), "negative control"

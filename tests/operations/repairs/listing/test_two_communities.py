"""P01, R08: a list shows an engineer's own of one community, and all of where they dispatch."""

import pytest

from foundation.actor import Actor, Grant
from foundation.scope import FIRST_COMMUNITY
from tests.operations.conftest import put_household
from tests.operations.repairs.conftest import Desk
from tests.support.community import OTHER, THERE

pytestmark = pytest.mark.both_databases


def holding(here: str, there: str, id: str = "e1") -> Actor:
    """Somebody with a role in each community."""
    grants = frozenset({Grant(here, FIRST_COMMUNITY), Grant(there, OTHER)})
    return Actor(id, id, frozenset({here, there}), request_id="t", grants=grants)


def listed(desk: Desk, by: Actor) -> set[str]:
    """The repairs in a list."""
    return {one["id"] for one in desk.call("search", by)["items"]}


def test_P01_R08_a_list_shows_what_the_role_held_there_lets_see(desk: Desk) -> None:
    put_household(desk.store, "t-h1", where=THERE, building="1栋", unit="1-101")
    mine, others = desk.bring("accepted")["id"], desk.bring("accepted", "e2")["id"]
    by = desk.actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    there = desk.request(by, household_id="t-h1")["id"]
    desk.call("verify", by, repair_id=there)
    assert listed(desk, holding("engineer", "receptionist")) == {mine, there}
    assert listed(desk, holding("receptionist", "engineer")) == {mine, others, there}
    assert listed(desk, holding("receptionist", "receptionist")) == {mine, others, there}
    assert listed(desk, desk.engineer("e2")) == {others}
    seen = desk.get(others, holding("receptionist", "engineer"))
    assert "cancel" in seen["actions"]
    assert "cancel" not in desk.get(others, holding("engineer", "receptionist"))["actions"]

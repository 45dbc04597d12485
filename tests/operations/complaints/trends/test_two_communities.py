"""P01, X14: buildings of one name are ranked each by itself, to who sees both."""

from typing import Any

import pytest

from foundation.actor import Actor, Grant
from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.tables import community_replica
from services.complaints.cases.tables import Complaint
from services.complaints.trends import queries
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_household
from tests.support.community import OTHER, THERE

pytestmark = pytest.mark.both_databases

BOTH = frozenset({Grant("director", FIRST_COMMUNITY), Grant("director", OTHER)})
COMPANY = frozenset({Grant("director", None)})


@pytest.fixture
def twins(desk: Desk) -> Desk:
    """A complaint of 1栋, of one home, and one of 1栋 in the other community, of two."""
    with desk.store.write() as uow:
        known = {"community_id": OTHER, "version": 1, "name": "南苑", "code": "NY"}
        put(uow, community_replica, known)
    for number in (1, 2):
        put_household(desk.store, f"t-h{number}", where=THERE, unit=f"1-10{number}")
    desk.triage(desk.lodge())
    there = {"grants": frozenset({Grant("supervisor", OTHER)}), "id": "t-s"}
    by = desk.actor("supervisor", **there)
    desk.triage(desk.lodge(by, household_id="t-h1"), by)
    return desk


def buildings(desk: Desk, **who: Any) -> list[tuple[str, str, int, str]]:
    """The ranking of buildings."""
    by: Actor = desk.actor("director", **who)
    found = desk.call("trend", by, month="2026-11")["by_building"]
    return [(row["community"], row["key"], row["households"], row["per_hundred"]) for row in found]


@pytest.mark.parametrize("grants", [BOTH, COMPANY], ids=["both", "company"])
def test_P01_X14_buildings_of_one_name_are_ranked_apart(
    twins: Desk, grants: frozenset[Grant]
) -> None:
    assert buildings(twins) == [("", "1栋", 1, "100.00")]
    assert buildings(twins, id="p-both", grants=grants) == [
        ("", "1栋", 1, "100.00"), ("NY", "1栋", 2, "50.00"),
    ]  # fmt: skip


def test_P01_X14_by_their_names_alone_two_buildings_would_be_one(
    twins: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: as it was told apart before."""
    monkeypatch.setattr(queries, "BY_BUILDING", queries.of_month(Complaint.building))
    assert len(buildings(twins, id="p-both", grants=BOTH)) == 1

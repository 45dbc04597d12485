"""P01, B02: paper for buildings of one name is counted for each, to who sees both."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import literal, select

from foundation.actor import Actor, Grant
from foundation.replica.handlers import put
from foundation.scope import FIRST_COMMUNITY
from foundation.storage.store import Store
from foundation.storage.tables import community_replica
from services.notices.door import queries
from services.notices.service import NoticesService as Notices
from tests.operations.conftest import deliver, perform, put_household
from tests.support.community import OTHER, THERE

pytestmark = pytest.mark.both_databases

BOTH = frozenset({Grant("steward", FIRST_COMMUNITY), Grant("steward", OTHER)})
BILL = {
    "bill_id": "b1", "number": "ZD-2026-000001", "period": "2026-Q4", "due_date": "2026-11-30",
    "amount": "320.50",
}  # fmt: skip


@pytest.fixture
def steward(store: Store, actor: Callable[..., Actor]) -> Actor:
    """Somebody of both communities; each has a bill for a home in 2栋 that nobody logs in for."""
    with store.write() as uow:
        known = {"community_id": OTHER, "version": 1, "name": "南苑", "code": "NY"}
        put(uow, community_replica, known)
    put_household(store, "t-h3", where=THERE, building="2栋", unit="2-101")
    deliver(store, Notices, "on_bill_issued", **BILL, household_id="h3")
    more = BILL | {"bill_id": "b2", "household_id": "t-h3"}
    deliver(store, Notices, "on_bill_issued", where=THERE, **more)
    return actor("steward", id="p-both", grants=BOTH)


def buildings(store: Store, by: Actor) -> list[dict[str, Any]]:
    """Where paper waits."""
    return list(perform(store, Notices.door_buildings, by)["items"])


def test_P01_B02_buildings_of_one_name_are_two(store: Store, steward: Actor) -> None:
    assert buildings(store, steward) == [
        {"building": "2栋", "community": place, "homes": 1, "papers": 1} for place in ("", "NY")
    ]
    both = perform(store, Notices.door_deliveries, steward, building="2栋")["items"]
    assert {one["household_id"] for one in both} == {"h3", "t-h3"}


def test_P01_B02_by_their_names_alone_they_would_be_one(
    store: Store, steward: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: as it was told apart before."""
    columns = queries.BUILDINGS.selected_columns
    home = queries.HOME
    by_name = select(literal(OTHER).label("community_id"), *columns[1:]).join_from(
        queries.Message, queries.household_replica,
        home.household_id == queries.Message.household_id,
    )  # fmt: skip
    grouped = by_name.where(*queries.TO_BRING).group_by(home.building)
    monkeypatch.setattr(queries, "BUILDINGS", grouped)
    assert len(buildings(store, steward)) == 1

"""Bills that stay although their run was cancelled: credit that they gave was paid out (B16)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from contracts.billing.runs import RunStatus
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.runs.tables import BillRun


def kept_bills(uow: UnitOfWork, run_ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """What stays of each cancelled run, by run; one that is cancelled later is no longer there."""
    home = household_replica.c
    rows = uow.session.execute(
        select(
            Bill.run_id, Bill.id.label("bill_id"), Bill.number, Bill.household_id,
            home.building, home.unit,
        )
        .join(BillRun, BillRun.id == Bill.run_id)
        .join(household_replica, home.household_id == Bill.household_id)
        .where(BillRun.id.in_(run_ids), BillRun.status == RunStatus.CANCELLED)
        .where(Bill.cancelled_at.is_(None))
        .order_by(Bill.number)
    )  # fmt: skip
    kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        shown = dict(row._mapping)
        kept[str(shown.pop("run_id"))].append(shown)
    return kept

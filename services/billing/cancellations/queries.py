"""Bills that stay although their run was cancelled: credit that they gave was paid out (B16)."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.runs import RunStatus
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.runs.tables import BillRun

HOME: Final = household_replica.c
KEPT: Final = (
    select(
        Bill.run_id, Bill.id.label("bill_id"), Bill.number, Bill.household_id,
        HOME.building, HOME.unit,
    )
    .join(BillRun, BillRun.id == Bill.run_id)
    .join(household_replica, HOME.household_id == Bill.household_id)
    .where(BillRun.id.in_(bindparam("ids", expanding=True)))
    .where(BillRun.status == RunStatus.CANCELLED, Bill.cancelled_at.is_(None))
    .order_by(Bill.number)
)  # fmt: skip


def kept_bills(uow: UnitOfWork, run_ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """What stays of each cancelled run, by run; one that is cancelled later is no longer there."""
    kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in uow.rows(KEPT, ids=run_ids):
        shown = dict(row._mapping)
        kept[str(shown.pop("run_id"))].append(shown)
    return kept

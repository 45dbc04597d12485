"""Which periods have been billed, and due when (B03)."""

from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select

from contracts.billing.codes import BillKind
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.tables import Bill, BillRun


def billed(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Periods with their due dates, the latest first."""
    statement = billed_periods().order_by(BillRun.due_date.desc(), BillRun.period.desc())
    return {"items": [row._asdict() for row in work.session.execute(statement)]}


def billed_periods() -> Select[str, date]:
    """Period and due date of every run that has billed somebody: runs are few, bills are not."""
    one = exists().where(
        Bill.period == BillRun.period,
        Bill.due_date == BillRun.due_date,
        Bill.kind == BillKind.PERIOD,
    )
    return select(BillRun.period, BillRun.due_date).where(one).distinct()

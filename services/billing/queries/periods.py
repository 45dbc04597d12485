"""Which periods have been billed, and due when (B03)."""

from typing import Any

from sqlalchemy import select

from contracts.billing.codes import BillKind
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.tables import Bill


def billed(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Periods with their due dates, the latest first."""
    statement = (
        select(Bill.period, Bill.due_date)
        .where(Bill.kind == BillKind.PERIOD)
        .distinct()
        .order_by(Bill.due_date.desc(), Bill.period.desc())
    )
    return {"items": [row._asdict() for row in work.session.execute(statement)]}

"""Which periods have been billed, and due when (B03)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, select

from contracts.billing.bills import BillKind
from contracts.billing.request_types import NothingRequest
from foundation.clock import local_date
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.runs.tables import BillRun

HAS_BILLED = exists().where(
    Bill.community_id == BillRun.community_id,
    Bill.period == BillRun.period,
    Bill.due_date == BillRun.due_date,
    Bill.kind == BillKind.PERIOD,
    Bill.cancelled_at.is_(None),
)
"""That a run has billed somebody: runs are few, bills are not."""


def billed_periods() -> Select[str, date]:
    """Period and due date of every run that has billed somebody."""
    return select(BillRun.period, BillRun.due_date).where(HAS_BILLED).distinct()


LATEST_FIRST = billed_periods().order_by(BillRun.due_date.desc(), BillRun.period.desc())


def billed(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """Periods with their due dates, the latest first."""
    found = [row._asdict() for row in uow.rows(LATEST_FIRST)]
    return {"items": found, "year_awaits_first_run": awaited(found, local_date(uow.now).year)}


def awaited(found: Sequence[dict[str, Any]], year: int) -> str | None:
    """The present year where nothing of it is billed yet, though of former years it is (B05)."""
    years = {int(row["period"][:4]) for row in found}
    return str(year) if years and year not in years and min(years) < year else None

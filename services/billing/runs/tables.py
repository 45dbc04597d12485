"""Tables of bill runs (出账): the runs and their households (B01)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json, Yuan
from services.billing.base import Base


class BillRun(Placed, Base):
    """A bill run (出账): `done` of `total` households; worked in batches that are deadlines."""

    __tablename__ = "bill_runs"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    period: Mapped[str] = mapped_column(String(10), index=True)
    due_date: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(10))
    total: Mapped[int]
    done: Mapped[int]
    billed: Mapped[int]
    amount: Mapped[Decimal] = mapped_column(Yuan)
    started_by: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled: Mapped[int] = mapped_column(server_default="0")
    """Bills that were taken back by cancelling the run."""
    cancel_done: Mapped[int] = mapped_column(server_default="0")
    """Households whose bills have been looked at for that."""
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)


class RunShare(Placed, Base):
    """A household of a bill run, and its part of the shared costs as it was when the run began."""

    __tablename__ = "bill_run_households"
    __table_args__ = (Index("ix_bill_run_households_household", "household_id", "run_id"),)
    __audited__ = False

    run_id: Mapped[str] = mapped_column(ForeignKey("bill_runs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    shares: Mapped[dict[str, Any]] = mapped_column(Json)
    """By name of the fee item: `[[month, total, area, area of all, amount], …]`."""

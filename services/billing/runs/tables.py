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
    """A bill run (出账): `done` of `total` households; processed in batches that are deadlines."""

    __tablename__ = "bill_runs"
    __table_args__ = (Index("ix_bill_runs_period", "community_id", "period"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    period: Mapped[str] = mapped_column(String(10))
    """The billing period (账期), as `Bill.period`."""
    due_date: Mapped[date] = mapped_column(Date)
    """The due date of its bills."""
    status: Mapped[str] = mapped_column(String(10))
    """A `RunStatus`; `FAILED` is never kept, but seen by its batches."""
    total: Mapped[int]
    done: Mapped[int]
    billed: Mapped[int]
    """Households that got a bill; the others had been billed, or owe nothing."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """What its bills came to when they were issued, in yuan."""
    started_by: Mapped[str] = mapped_column(String(120))
    """Who started it, by name."""
    started_at: Mapped[datetime] = mapped_column(Instant)
    """When it was started."""
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    """When all its households were done, or all its bills taken back; None: it is under way."""
    cancelled: Mapped[int] = mapped_column(server_default="0")
    """Bills that were taken back by cancelling the run."""
    cancel_done: Mapped[int] = mapped_column(server_default="0")
    """Households whose bills have been looked at for that."""
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    """When all that could be taken back was; None: it was not cancelled, or not yet."""


class RunShare(Placed, Base):
    """A household of a bill run, and its part of the shared costs as it was when the run began."""

    __tablename__ = "bill_run_households"
    __table_args__ = (Index("ix_bill_run_households_household", "household_id", "run_id"),)
    __audited__ = False

    run_id: Mapped[str] = mapped_column(ForeignKey("bill_runs.id"), primary_key=True)
    """The bill run."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """Its place in the run, from 0 on: batches are spans of it."""
    household_id: Mapped[str] = mapped_column(Id)
    shares: Mapped[dict[str, Any]] = mapped_column(Json)
    """By name of the fee item: `[[month, total, area, area of all, amount], …]`."""

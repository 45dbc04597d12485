"""Tables of bill runs and bills (账单). No amount owed stands here: the ledger has it (B09)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant, Json, Yuan, partial
from services.billing.tables.base import Base, Exact4


class BillRun(Base):
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


class RunShare(Base):
    """A household of a bill run, and its part of the shared costs as it was when the run began."""

    __tablename__ = "bill_run_households"
    __audited__ = False

    run_id: Mapped[str] = mapped_column(ForeignKey("bill_runs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    shares: Mapped[dict[str, Any]] = mapped_column(Json)
    """By name of the fee item: `[[month, total, area, area of all, amount], …]`."""


class Bill(Base):
    """A bill. `source_reference` names what a single charge came from, once (B14)."""

    __tablename__ = "bills"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("source_reference"),
        Index("ix_bills_household", "household_id", "id"),
        Index("ix_bills_period", "period", "due_date"),
        Index("ix_bills_period_id", "period", "id"),
        Index("ix_bills_due", "due_date", "household_id"),
        partial("ix_bills_single", "id", where="kind <> 'period'"),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(10))
    period: Mapped[str] = mapped_column(String(10))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_on: Mapped[date] = mapped_column(Date)
    due_date: Mapped[date] = mapped_column(Date)
    source_reference: Mapped[str | None] = mapped_column(String(80))
    run_id: Mapped[str | None] = mapped_column(ForeignKey("bill_runs.id"))


class BillLine(Base):
    """A line of a bill. A late charge grows in the ledger; its `amount` here is 0."""

    __tablename__ = "bill_lines"
    __table_args__ = (UniqueConstraint("bill_id", "position"),)
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"))
    position: Mapped[int]
    item: Mapped[str] = mapped_column(String(60))
    item_en: Mapped[str] = mapped_column(String(60))
    component: Mapped[str] = mapped_column(String(12))
    quantity: Mapped[Decimal] = mapped_column(Exact4)
    unit: Mapped[str] = mapped_column(String(20))
    unit_price: Mapped[Decimal] = mapped_column(Exact4)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    explanation: Mapped[str] = mapped_column(Text)
    explanation_en: Mapped[str] = mapped_column(Text)


class BilledMonth(Base):
    """A month that a household has been billed for: no period is billed twice (B01)."""

    __tablename__ = "billed_months"
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"))


class Delivery(Base):
    """How a bill reached its household: who, how, when, with which receipt (B02)."""

    __tablename__ = "bill_deliveries"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"), index=True)
    household_id: Mapped[str] = mapped_column(Id)
    channel: Mapped[str] = mapped_column(String(20))
    delivered_at: Mapped[datetime] = mapped_column(Instant)
    delivered_by: Mapped[str] = mapped_column(String(120))
    receipt: Mapped[str | None] = mapped_column(String(200))

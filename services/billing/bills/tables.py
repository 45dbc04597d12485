"""Tables of bills (账单). No amount owed stands here: the ledger has it (B09)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Yuan, partial
from services.billing.base import Base, Exact4


class Bill(Placed, Base):
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
    side: Mapped[str] = mapped_column(Id)
    """Whose it is: shown to the residents of this side of the household alone (B19, D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """Who is shown it as well: the tenant who ordered the repair that is charged."""
    debtor_id: Mapped[str | None] = mapped_column(Id)
    """The member who owes it."""
    debtor_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(10))
    period: Mapped[str] = mapped_column(String(10))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_on: Mapped[date] = mapped_column(Date)
    due_date: Mapped[date] = mapped_column(Date)
    source_reference: Mapped[str | None] = mapped_column(String(80))
    run_id: Mapped[str | None] = mapped_column(ForeignKey("bill_runs.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    """Taken back as a whole: it keeps its number, and counts in no figure (B16)."""
    cancelled_by: Mapped[str | None] = mapped_column(String(120))
    cancel_reason: Mapped[str | None] = mapped_column(String(500))


class BillLine(Placed, Base):
    """A line of a bill. A late charge grows in the ledger; its `amount` here is 0."""

    __tablename__ = "bill_lines"
    __table_args__ = (
        UniqueConstraint("bill_id", "position"),
        partial("ix_bill_lines_made_good", "bill_id", where="for_period IS NOT NULL"),
    )
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
    basis: Mapped[str | None] = mapped_column(String(10))
    """What the fee item is multiplied by; null where it is no fee item."""
    for_period: Mapped[str | None] = mapped_column(String(10))
    """The past period that it makes good (B16); null: the bill's own."""
    explanation: Mapped[str] = mapped_column(Text)
    explanation_en: Mapped[str] = mapped_column(Text)


class BilledMonth(Placed, Base):
    """A month that a household has been billed for: no period is billed twice (B01)."""

    __tablename__ = "billed_months"
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"))
    period: Mapped[str | None] = mapped_column(String(10))
    """As part of which period; null, from a process of the release before: the bill's own."""

"""Tables of bills (账单). No amount owed stands here: the ledger has it (B09)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.types import Id, Instant, Yuan, partial
from services.billing.base import Base, Exact4


class Bill(Placed, OfHousehold, Base):
    """A bill. `source_reference` names what a single charge came from, once (B14)."""

    __tablename__ = "bills"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("source_reference"),
        Index("ix_bills_here", "community_id", "id"),
        Index("ix_bills_household", "household_id", "id"),
        Index("ix_bills_period", "community_id", "period", "due_date"),
        Index("ix_bills_period_id", "community_id", "period", "id"),
        Index("ix_bills_due", "community_id", "due_date", "household_id"),
        partial("ix_bills_single", "community_id", "id", where="kind <> 'period'"),
    )
    __audited__ = False
    __shown__ = Shown(since="issued_at")

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    """As it stands on the paper: `ZD-2026-000001`, without gaps."""
    household_id: Mapped[str] = mapped_column(Id)
    side: Mapped[str] = mapped_column(Id)
    """Whose it is: shown to the residents of this side of the household alone (B19, D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """Who is shown it as well: the tenant who ordered the repair that is charged."""
    debtor_id: Mapped[str | None] = mapped_column(Id)
    """The member who owes it."""
    debtor_name: Mapped[str] = mapped_column(String(120))
    """The name of that member: who owned it then, or the tenant who ordered what is charged."""
    kind: Mapped[str] = mapped_column(String(10))
    """A `BillKind`: of a bill run, or a single charge."""
    period: Mapped[str] = mapped_column(String(10))
    """What it is for: `2026-07`, `2026-Q3`, `2026-H2` or `2026`; of a single charge, its month."""
    issued_at: Mapped[datetime] = mapped_column(Instant)
    """When it was issued."""
    issued_on: Mapped[date] = mapped_column(Date)
    """The local day of that, as it stands on the paper."""
    due_date: Mapped[date] = mapped_column(Date)
    """The last day on which it can be paid without being overdue."""
    source_reference: Mapped[str | None] = mapped_column(String(80))
    run_id: Mapped[str | None] = mapped_column(ForeignKey("bill_runs.id"))
    """The bill run that made it; None: a single charge."""
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    """Taken back as a whole: it keeps its number, and counts in no figure (B16)."""
    cancelled_by: Mapped[str | None] = mapped_column(String(120))
    """Who decided that, by name; None: it stands."""
    cancel_reason: Mapped[str | None] = mapped_column(String(500))
    """Why it was taken back; None: it stands."""


class BillLine(Placed, Base):
    """A line of a bill (账单明细)."""

    __tablename__ = "bill_lines"
    __table_args__ = (
        UniqueConstraint("bill_id", "position"),
        partial("ix_bill_lines_made_good", "bill_id", where="for_period IS NOT NULL"),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"))
    """The bill that it is a line of."""
    position: Mapped[int]
    """Its place on the bill, from 0 on."""
    item: Mapped[str] = mapped_column(String(60))
    """Name of the fee item (收费项目), or of what was done, in Chinese."""
    item_en: Mapped[str] = mapped_column(String(60))
    """The same in English."""
    component: Mapped[str] = mapped_column(String(12))
    """A `Component`: payments go by it (B10)."""
    quantity: Mapped[Decimal] = mapped_column(Exact4)
    """What the price is multiplied by: m² or pieces times periods, what a meter counted; below zero
    where something is given back."""
    unit: Mapped[str] = mapped_column(String(20))
    """What the quantity counts, in Chinese: `m²·月`, `m³`, `次`."""
    unit_price: Mapped[Decimal] = mapped_column(Exact4)
    """Yuan for one of them, with up to four decimals."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """What it comes to, in yuan; of a late charge 0, since that grows in the ledger (B11)."""
    basis: Mapped[str | None] = mapped_column(String(10))
    """What the fee item is multiplied by; null where it is no fee item."""
    for_period: Mapped[str | None] = mapped_column(String(10))
    """The past period that it makes good (B16); null: the bill's own."""
    explanation: Mapped[str] = mapped_column(Text)
    """How the amount came about (B01), in Chinese, as it was worked out then."""
    explanation_en: Mapped[str] = mapped_column(Text)
    """The same in English."""


class BilledMonth(Placed, Base):
    """A month that a household has been billed for: no period is billed twice (B01)."""

    __tablename__ = "billed_months"
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    """The month: `2026-07`."""
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"))
    """The bill that has it; the row goes when the bill is cancelled."""
    period: Mapped[str | None] = mapped_column(String(10))
    """As part of which period; null, from a process of the release before: the bill's own."""

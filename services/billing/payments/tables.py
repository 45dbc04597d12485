"""The table of payments (缴费, B07, B10)."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.append_only import append_only
from foundation.storage.placed import Placed
from foundation.storage.resident_visibility import OfHousehold, Shown
from foundation.storage.types import Id, Instant, Yuan
from services.billing.base import Base


@append_only
class Payment(Placed, OfHousehold, Base):
    """A payment with its receipt number. Never changed: a void is a row of its own."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("receipt_number"),
        UniqueConstraint("posting_id"),
        Index("ix_payments_here", "community_id", "id"),
        Index("ix_payments_household", "household_id", "id"),
        Index("ix_payments_taken_at", "community_id", "taken_at"),
    )
    __shown__ = Shown(since="taken_at")

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    receipt_number: Mapped[str] = mapped_column(String(20))
    """Of its receipt: `SJ-2026-000001`, without gaps; a void keeps it."""
    household_id: Mapped[str] = mapped_column(Id)
    side: Mapped[str] = mapped_column(Id)
    """Who paid: shown to the residents of this side of the household alone (D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    """Who is shown it as well: the member who paid, or ordered what was paid; None: nobody."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """What was paid, in yuan."""
    method: Mapped[str] = mapped_column(String(10))
    """A `PaymentMethod`."""
    payer: Mapped[str] = mapped_column(String(120))
    """Who paid (交款人), by name."""
    remark: Mapped[str | None] = mapped_column(String(500))
    """What the cashier noted; None: nothing."""
    taken_at: Mapped[datetime] = mapped_column(Instant)
    """When the money was taken."""
    online: Mapped[bool] = mapped_column(server_default=false())
    """Nobody took it: `taken_by` is then whoever paid, and stands on no paper."""
    taken_by_id: Mapped[str] = mapped_column(String(80))
    """Id of who took it, who does not void it (B07)."""
    taken_by: Mapped[str] = mapped_column(String(120))
    """The name of that person."""
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"))
    """The posting that has booked it: what went to which bill stands there."""

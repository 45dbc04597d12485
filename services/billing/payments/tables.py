"""The table of payments (缴费, B07, B10)."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.append_only import append_only
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Yuan
from services.billing.base import Base


@append_only
class Payment(Placed, Base):
    """A payment with its receipt number. Never changed: a void is a row of its own."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("receipt_number"),
        UniqueConstraint("posting_id"),
        Index("ix_payments_household", "household_id", "id"),
        Index("ix_payments_taken_at", "taken_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    receipt_number: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str] = mapped_column(Id)
    side: Mapped[str] = mapped_column(Id)
    """Who paid: shown to the residents of this side of the household alone (D06)."""
    member_id: Mapped[str | None] = mapped_column(Id)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    method: Mapped[str] = mapped_column(String(10))
    payer: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str | None] = mapped_column(String(500))
    taken_at: Mapped[datetime] = mapped_column(Instant)
    online: Mapped[bool] = mapped_column(server_default=false())
    """Nobody took it: `taken_by` is then whoever paid, and stands on no paper."""
    taken_by_id: Mapped[str] = mapped_column(String(80))
    taken_by: Mapped[str] = mapped_column(String(120))
    posting_id: Mapped[str] = mapped_column(ForeignKey("ledger_postings.id"))

"""The table of refunds (退款, B10)."""

from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.decisions import TwoPersonDecision
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Yuan
from services.billing.base import Base


class Refund(Placed, TwoPersonDecision, Base):
    """Credit paid back, once a second person approves (B10)."""

    __tablename__ = "refunds"
    __table_args__ = (
        Index("ix_refunds_here", "community_id", "id"),
        Index("ix_refunds_household", "household_id", "id"),
    )

    household_id: Mapped[str] = mapped_column(Id)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """What is paid out, in yuan."""
    method: Mapped[str] = mapped_column(String(10))
    """A `PaymentMethod`: how it is paid out."""
    reason: Mapped[str] = mapped_column(String(500))
    """Why, in the words of who asked."""
    posting_id: Mapped[str | None] = mapped_column(ForeignKey("ledger_postings.id"))
    """The posting that has booked it; None: it was not paid out."""

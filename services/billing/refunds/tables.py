"""The table of refunds (退款, B10)."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant, Yuan
from services.billing.base import Base


class Refund(Base):
    """Credit paid back, once a second person approves (B10)."""

    __tablename__ = "refunds"
    __table_args__ = (Index("ix_refunds_household", "household_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    method: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(10))
    requested_by_id: Mapped[str] = mapped_column(String(80))
    requested_by: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[str | None] = mapped_column(String(120))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    remark: Mapped[str | None] = mapped_column(String(500))
    posting_id: Mapped[str | None] = mapped_column(ForeignKey("ledger_postings.id"))

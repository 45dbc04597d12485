"""Quotes, and what became of them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Json
from services.repairs.base import Base


class Quote(Placed, Base):
    """A quote for chargeable work (报价) and what became of it (R04)."""

    __tablename__ = "quotes"
    __table_args__ = (UniqueConstraint("repair_id", "position"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"))
    position: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Decimal]
    lines: Mapped[list[dict[str, str]]] = mapped_column(Json)
    status: Mapped[str] = mapped_column(String(20), index=True)
    offered_at: Mapped[datetime]
    offered_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(120))
    means: Mapped[str | None] = mapped_column(String(20))
    signature_note: Mapped[str | None] = mapped_column(String(500))
    charged_at: Mapped[datetime | None] = mapped_column(index=True)
    paid_at: Mapped[datetime | None]
    billing_version: Mapped[int | None] = mapped_column(BigInteger)
    """Version of what billing last said about the charge; what is older counts no more."""

"""Quotes, and what became of them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Json
from services.repairs.base import Base


class Quote(Placed, Base):
    """A quote for chargeable work (报价) and what became of it (R04)."""

    __tablename__ = "quotes"
    __table_args__ = (
        UniqueConstraint("repair_id", "position"),
        Index("ix_quotes_status", "community_id", "status"),
        Index("ix_quotes_charged_at", "community_id", "charged_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"))
    """The repair whose work it prices; the quote with the highest `position` counts."""
    position: Mapped[int] = mapped_column(Integer)
    """1 for the first quote of the repair, counted on."""
    amount: Mapped[Decimal]
    """The sum of the lines, in yuan."""
    lines: Mapped[list[dict[str, str]]] = mapped_column(Json)
    """`[{"item", "quantity", "unit_price", "amount"}, …]`, numbers as text, money in yuan."""
    status: Mapped[str] = mapped_column(String(20))
    """A `QuoteStatus`; from `CHARGED` on as billing publishes it."""
    offered_at: Mapped[datetime]
    """When it was given."""
    offered_by: Mapped[str] = mapped_column(String(120))
    """The engineer or dispatcher who gave it, by name."""
    decided_at: Mapped[datetime | None]
    """When the resident accepted or rejected it; None: no answer so far."""
    decided_by: Mapped[str | None] = mapped_column(String(120))
    """Who entered the answer, by name: the resident, or the desk by a signature."""
    means: Mapped[str | None] = mapped_column(String(20))
    """An `AcceptanceMeans`: how it was answered; None: no answer so far."""
    signature_note: Mapped[str | None] = mapped_column(String(500))
    """What the desk noted of the signature; None for an answer online, and once erased."""
    charged_at: Mapped[datetime | None]
    """When the work was done and billing was notified of it; None: it was not charged (B14)."""
    paid_at: Mapped[datetime | None]
    """When nothing was owed on the charge any more, as billing says; None while something is."""
    billing_version: Mapped[int | None] = mapped_column(BigInteger)
    """Version of what billing last said about the charge; what is older counts no more."""

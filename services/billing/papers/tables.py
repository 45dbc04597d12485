"""Tables of letters and lawyers' papers (催缴函), and of how they were delivered (B12)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.append_only import append_only
from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json
from services.billing.base import Base


@append_only
class DunningPaper(Placed, Base):
    """A letter, or a lawyer's paper, as it was made at its step; never changed (B12)."""

    __tablename__ = "dunning_papers"
    __table_args__ = (UniqueConstraint("number"),)
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    household_id: Mapped[str] = mapped_column(Id, index=True)
    step: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[dict[str, Any]] = mapped_column(Json)


@append_only
class LetterReceipt(Placed, Base):
    """How a letter was delivered (送达回执); never changed, but recorded anew (B12)."""

    __tablename__ = "letter_receipts"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    paper_id: Mapped[str] = mapped_column(ForeignKey("dunning_papers.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(10))
    delivered_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[str | None] = mapped_column(String(60))
    relation: Mapped[str | None] = mapped_column(String(60))
    item_number: Mapped[str | None] = mapped_column(String(40))
    brought_by: Mapped[str] = mapped_column(String(120))
    remark: Mapped[str | None] = mapped_column(String(500))
    recorded_by_id: Mapped[str] = mapped_column(String(80))
    recorded_by: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

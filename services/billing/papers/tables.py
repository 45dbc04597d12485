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
    """`CJ-2026-000001` of a letter, `LS-2026-000001` of a lawyer's paper; without gaps."""
    household_id: Mapped[str] = mapped_column(Id, index=True)
    step: Mapped[str] = mapped_column(String(20))
    """The `DunningStep` that it was made at."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    """When it was made."""
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """All that stands on it, as `LetterView` shows it: debts, names, paragraphs, evidence."""


@append_only
class LetterReceipt(Placed, Base):
    """How a letter was delivered (送达回执); never changed, but recorded anew (B12)."""

    __tablename__ = "letter_receipts"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    paper_id: Mapped[str] = mapped_column(ForeignKey("dunning_papers.id"), index=True)
    """The letter: papers for a lawyer are delivered to nobody."""
    outcome: Mapped[str] = mapped_column(String(10))
    """A `LetterDelivery`: what came of it."""
    delivered_at: Mapped[datetime] = mapped_column(Instant)
    """When that was, as the receipt says."""
    received_by: Mapped[str | None] = mapped_column(String(60))
    """Who signed for it; None: nobody did."""
    relation: Mapped[str | None] = mapped_column(String(60))
    """What that person is to the owner: 本人, 配偶, 租户; None: not said."""
    item_number: Mapped[str | None] = mapped_column(String(40))
    """Number of the post (邮寄单号); None: it was not posted."""
    brought_by: Mapped[str] = mapped_column(String(120))
    """Who brought it, by name."""
    remark: Mapped[str | None] = mapped_column(String(500))
    """What else the receipt says, such as the witness; None: nothing."""
    recorded_by_id: Mapped[str] = mapped_column(String(80))
    """Who entered it: a person of the directory."""
    recorded_by: Mapped[str] = mapped_column(String(120))
    """The name of that person."""
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    """When it was entered: the last one counts."""

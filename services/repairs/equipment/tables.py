"""Equipment that was taken away."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.repairs.base import Base


class Loan(Placed, Base):
    """Equipment taken away for repair, and what was lent for it (R03)."""

    __tablename__ = "loans"
    __table_args__ = (Index("ix_loans_returned_at", "community_id", "returned_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    """The repair for which it left the unit."""
    item: Mapped[str] = mapped_column(String(200))
    """What was taken away, in the engineer's words."""
    lent_item: Mapped[str | None] = mapped_column(String(200))
    """The equivalent one that the resident has meanwhile; None: nothing was lent."""
    consent_signature: Mapped[str] = mapped_column(String(200))
    """Who agreed to it, and on which paper; empty once it was erased (P08)."""
    taken_at: Mapped[datetime]
    """When it left the unit."""
    taken_by: Mapped[str] = mapped_column(String(120))
    """The engineer, by the name of that time."""
    returned_at: Mapped[datetime | None]
    """When it was back; None: it is still out, and on the open list."""
    receipt_signature: Mapped[str | None] = mapped_column(String(200))
    """Who signed that it is back, and on which paper; None until then, and once erased."""

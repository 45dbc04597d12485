"""Equipment that was taken away."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.repairs.base import Base


class Loan(Placed, Base):
    """Equipment taken away for repair, and what was lent for it (R03)."""

    __tablename__ = "loans"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    item: Mapped[str] = mapped_column(String(200))
    lent_item: Mapped[str | None] = mapped_column(String(200))
    consent_signature: Mapped[str] = mapped_column(String(200))
    taken_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(String(120))
    returned_at: Mapped[datetime | None] = mapped_column(index=True)
    receipt_signature: Mapped[str | None] = mapped_column(String(200))

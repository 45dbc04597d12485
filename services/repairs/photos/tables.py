"""Photos of repairs."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.repairs.base import Base


class Photo(Placed, Base):
    """A photo of what is wrong, or of what was done (照片, R01)."""

    __tablename__ = "photos"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    media_type: Mapped[str] = mapped_column(String(20))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    taken_by_id: Mapped[str] = mapped_column(String(80))
    taken_by_name: Mapped[str] = mapped_column(String(120))
    filed_at: Mapped[datetime]

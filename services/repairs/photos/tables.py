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
    """The repair that it shows."""
    media_type: Mapped[str] = mapped_column(String(20))
    """`image/png` or `image/jpeg`, by its first bytes."""
    size: Mapped[int] = mapped_column(Integer)
    """Of the file, in bytes."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the file, in hex; also its `ETag`."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The file, without what cameras write into it (place, time); not loaded with the row."""
    taken_by_id: Mapped[str] = mapped_column(String(80))
    """Who filed it: id of a resident or of a member of staff."""
    taken_by_name: Mapped[str] = mapped_column(String(120))
    """The name of that person at that time."""
    filed_at: Mapped[datetime]
    """When it reached us."""

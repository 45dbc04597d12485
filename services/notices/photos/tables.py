"""Table of the photos of notices hanging in the buildings."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.notices.base import Base


class Photo(Placed, Base):
    """A photo of a notice hanging in a building (张贴照片, N02)."""

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_notice_id", "notice_id", "building"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    """The notice that hangs there."""
    building: Mapped[str] = mapped_column(String(30))
    """Label of the building (楼栋) in which it hangs."""
    media_type: Mapped[str] = mapped_column(String(20))
    """`image/png` or `image/jpeg`, by its first bytes."""
    size: Mapped[int]
    """Of the file, in bytes."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the file, in hex."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The file, without what cameras write into it (place, time); not loaded with the row."""
    taken_by_id: Mapped[str] = mapped_column(String(80))
    """Who filed it: a person of the directory."""
    taken_by_name: Mapped[str] = mapped_column(String(120))
    """The name of that person."""
    filed_at: Mapped[datetime] = mapped_column(Instant)
    """When it reached us; missed from some hours after publication on (N02)."""

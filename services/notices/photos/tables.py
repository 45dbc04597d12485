"""Table of the photos of notices hanging in the buildings."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.files.columns import Filed
from foundation.storage.placed import Placed
from services.notices.base import Base


class Photo(Filed, Placed, Base):
    """A photo of a notice hanging in a building (张贴照片, N02); missed from some hours after
    publication on."""

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_notice_id", "notice_id", "building"),)

    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    """The notice that hangs there."""
    building: Mapped[str] = mapped_column(String(30))
    """Label of the building (楼栋) in which it hangs."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, default=b"")
    """The file, where it was filed before files had a place of their own (P09), else empty; not
    loaded with the row."""

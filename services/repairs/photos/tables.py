"""Photos of repairs."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from foundation.files.columns import Filed
from foundation.storage.placed import Placed
from services.repairs.base import Base


class Photo(Filed, Placed, Base):
    """A photo of what is wrong, or of what was done (照片, R01)."""

    __tablename__ = "photos"

    repair_id: Mapped[str] = mapped_column(ForeignKey("repairs.id"), index=True)
    """The repair that it shows."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, default=b"")
    """The file, where it was filed before files had a place of their own (P09), else empty; not
    loaded with the row."""

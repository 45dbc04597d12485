"""What a table keeps of each file; the file itself lies behind the port (P09)."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant


class Filed:
    """Mixin of tables whose rows are files: a file is under the row's id (`port.key_of`)."""

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    """`image/png`, `image/jpeg` or `application/pdf`, by its first bytes."""
    size: Mapped[int] = mapped_column(Integer)
    """Of the file, in bytes."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the file, in hex: what is read is compared with it."""
    taken_by_id: Mapped[str] = mapped_column(String(80))
    """Who filed it: id of a resident or of a member of staff."""
    taken_by_name: Mapped[str] = mapped_column(String(120))
    """The name of that person at that time."""
    filed_at: Mapped[datetime] = mapped_column(Instant)
    """When it reached us."""

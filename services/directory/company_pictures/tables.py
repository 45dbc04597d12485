"""The table of the company's pictures."""

from datetime import datetime

from sqlalchemy import Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Instant
from services.directory.base import Base


class CompanyPicture(Base):
    """A picture that the company's papers bear (P10); one of each kind."""

    __tablename__ = "company_pictures"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    """A `CompanyPicture`: what it is."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the content, in hex."""
    size: Mapped[int] = mapped_column(Integer)
    """Of the content, in bytes."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """PNG, as it was drawn anew; not loaded with the row."""
    put_at: Mapped[datetime] = mapped_column(Instant)
    """Since when the papers bear it."""

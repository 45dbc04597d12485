"""Table of what nobody was notified of, because it was too late."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Owned
from foundation.storage.types import Id, Instant
from services.notices.base import Base


class Untold(Owned, Base):
    """Something that people were not notified of because it had happened too long ago; never
    changed."""

    __tablename__ = "untold"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    """When it was left out."""
    purpose: Mapped[str] = mapped_column(String(30))
    """The `Purpose` of the message that it would have been."""
    event_id: Mapped[str] = mapped_column(Id)
    """The event that they would have been notified of, by its id in the outbox of its service."""
    occurred_at: Mapped[datetime] = mapped_column(Instant)
    """When that had happened."""
    subject_kind: Mapped[str | None] = mapped_column(String(20))
    """A `SubjectKind`: what it was about; None where nothing can be named."""
    subject_id: Mapped[str | None] = mapped_column(String(64))
    """Id of that in its own service."""
    number: Mapped[str | None] = mapped_column(String(40))
    """Of the paper that it was about."""
    household_id: Mapped[str | None] = mapped_column(Id)
    """The household that it concerned; None: none was named."""

"""Table of what nobody was notified of, because it was too late."""

from datetime import datetime

from sqlalchemy import (
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant
from services.notices.base import Base


class Untold(Base):
    """Something that people were not told because it had happened too long ago; never changed."""

    __tablename__ = "untold"
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    purpose: Mapped[str] = mapped_column(String(30))
    event_id: Mapped[str] = mapped_column(Id)
    occurred_at: Mapped[datetime] = mapped_column(Instant)
    subject_kind: Mapped[str | None] = mapped_column(String(20))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    number: Mapped[str | None] = mapped_column(String(40))
    """Of the paper that it was about."""
    household_id: Mapped[str | None] = mapped_column(Id)

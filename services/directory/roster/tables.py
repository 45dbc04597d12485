"""Table of the shifts."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.storage.placed import Owned
from foundation.storage.types import Id, Instant
from services.directory.base import Base
from services.directory.people.tables import Person


class Shift(Owned, Base):
    """A shift of the duty roster (值班表): from `starts_at` up to, not including, `ends_at`."""

    __tablename__ = "shifts"
    __table_args__ = (Index("ix_shifts_times", "community_id", "ends_at", "starts_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    """Who is on duty."""
    duty: Mapped[str] = mapped_column(String(20))
    """A `Duty`: what the shift is for."""
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    cancelled: Mapped[bool]
    """Whether it does not take place; its hours are a gap, unless somebody else has them."""
    version: Mapped[int]
    person: Mapped[Person] = relationship(lazy="selectin")

    @property
    def person_name(self) -> str:
        """Who is on duty."""
        return self.person.name

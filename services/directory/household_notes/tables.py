"""Table of the notes on households."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.directory.base import Base


class HouseholdNote(Placed, Base):
    """What the staff should know of a household (D06); its words are never changed, but end."""

    __tablename__ = "household_notes"
    __table_args__ = (Index("ix_household_notes_household_id_id", "household_id", "id"),)
    __audit_hidden__: ClassVar = {"text"}

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("households.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(String(1000))
    """In the words of who wrote it."""
    important: Mapped[bool]
    """Whether it is to be seen before anything else."""
    until: Mapped[datetime | None] = mapped_column(Instant, index=True)
    """Until when it held; None: it does."""
    version: Mapped[int]

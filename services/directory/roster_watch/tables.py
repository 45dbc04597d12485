"""Table of the gaps that managers were notified of."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import PlacedByKey
from foundation.storage.types import Instant
from services.directory.base import Base


class RosterWarning(PlacedByKey, Base):
    """A day on which nobody has a duty, of which the managers were notified (C09)."""

    __tablename__ = "roster_warnings"

    duty: Mapped[str] = mapped_column(String(20), primary_key=True)
    """The `Duty` that nobody has."""
    day: Mapped[date] = mapped_column(primary_key=True)
    """The local day on which that is so, for a part of it at least."""
    told_at: Mapped[datetime] = mapped_column(Instant)
    """When the managers were notified, the last time."""
    covered_at: Mapped[datetime | None] = mapped_column(Instant)
    """When somebody had all of it again, and they were notified of it; None while there is a
    gap."""

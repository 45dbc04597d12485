"""The table of the states of units over time (房屋状态, B01)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant
from services.billing.base import Base, Exact4


class OccupancyChange(Placed, Base):
    """The state of a unit as a version of its household has it: what is prorated by day.

    Every version is kept, changed or not: what the one before it said may arrive later.
    """

    __tablename__ = "occupancy_changes"
    __audited__ = False

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, server_default="0")
    """The version of the household that says so; 0 where the release before did."""
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    """From which day on it counts: of two versions for a day the later holds."""
    unit_type: Mapped[str] = mapped_column(String(20))
    """A `UnitType`: which fee items there are."""
    area_m2: Mapped[Decimal] = mapped_column(Exact4)
    """Building area in m²."""
    vacant: Mapped[bool]
    """Whether nobody lived there."""
    changed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it became known that what bills depend on has changed; null where it has not."""

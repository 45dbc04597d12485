"""What is remembered of repairs, so that a repeated one is known."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.complaints.base import Base, Code, Person


class WatchedRepair(Placed, Base):
    """A repair as its events tell of it, in whatever order (X12); kept as long as another one
    would repeat it."""

    __tablename__ = "watched_repairs"
    __audited__ = False
    __table_args__ = (
        Index("ix_watched_repairs_home", "household_id", "category"),
        Index("ix_watched_repairs_place", "community_id", "public_place", "category"),
    )

    repair_id: Mapped[str] = mapped_column(Id, primary_key=True)
    """An id of repairs."""
    number: Mapped[str] = mapped_column(Code)
    """The number of that repair."""
    household_id: Mapped[str | None] = mapped_column(Id)
    public_place: Mapped[str | None] = mapped_column(String(200))
    """The public place in words; None: a home, or nothing has been told of its request."""
    category: Mapped[str | None] = mapped_column(String(30))
    """A `RepairCategory`; None: nothing has been told of its request."""
    complaint_id: Mapped[str | None] = mapped_column(Id)
    """The case that wanted it, where one did."""
    requested_at: Mapped[datetime | None]
    """When it was requested; None: nothing has been told of that."""
    requested_by_id: Mapped[str | None] = mapped_column(Person)
    """Who entered it."""
    completed_at: Mapped[datetime | None]
    """When the work was done, last; None: it is not, or nothing has been told of that."""
    engineer_id: Mapped[str | None] = mapped_column(Person)
    """Who did it last."""
    noted_at: Mapped[datetime]
    """When the last that is known of it happened."""

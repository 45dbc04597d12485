"""The table of door visits (上门催缴, B04)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Yuan, partial
from services.billing.base import Base


class Visit(Placed, Base):
    """A door visit (上门催缴) on a steward's route."""

    __tablename__ = "visits"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("case_id", "attempt"),
        UniqueConstraint("route_key"),
        Index("ix_visits_steward", "steward_id", "status", "route_key"),
        Index("ix_visits_here", "community_id", "route_key"),
        Index("ix_visits_household", "household_id"),
        partial("ix_visits_assigned", "community_id", "route_key", where="status = 'assigned'"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    """`SF-2026-000001`, without gaps."""
    case_id: Mapped[str] = mapped_column(ForeignKey("dunning_cases.id"))
    """The dunning case for which it is made."""
    household_id: Mapped[str] = mapped_column(Id)
    building: Mapped[str] = mapped_column(String(40))
    """Label of its building (楼栋) when it was assigned."""
    unit: Mapped[str] = mapped_column(String(40))
    """Label of its unit (房号) when it was assigned."""
    floor: Mapped[int]
    """Its floor, for the order of the route."""
    owner_name: Mapped[str] = mapped_column(String(120))
    """Whom to ask for: the owner when it was assigned."""
    steward_id: Mapped[str | None] = mapped_column(Id)
    """The steward who makes it: a person of the directory; None: nobody looks after the
    building."""
    steward_name: Mapped[str | None] = mapped_column(String(120))
    """The name of that steward."""
    by_hand: Mapped[bool] = mapped_column(server_default=false())
    """A supervisor has chosen the steward."""
    two_persons: Mapped[bool]
    """Whether they go in twos (双人上门)."""
    attempt: Mapped[int]
    """1, and one more for each visit that the case has had before."""
    visit_from: Mapped[date] = mapped_column(Date)
    """The first day for it."""
    visit_by: Mapped[date] = mapped_column(Date)
    """The last day for it; then it is late."""
    route_key: Mapped[str] = mapped_column(String(64))
    """Sorts by date and by the way the steward walks; also the cursor of the list."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """What the household owed after its due date when it was assigned, in yuan."""
    status: Mapped[str] = mapped_column(String(10))
    """A `VisitStatus`."""
    outcome: Mapped[str | None] = mapped_column(String(10))
    """A `VisitOutcome`: what came of it; None: it was not made."""
    promise_date: Mapped[date | None] = mapped_column(Date)
    """By when payment was promised; None: nothing was."""
    promise_amount: Mapped[Decimal | None] = mapped_column(Yuan)
    """What was promised, in yuan; None: nothing was."""
    remark: Mapped[str | None] = mapped_column(String(1000))
    """What the steward noted; None: nothing."""
    visited_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the outcome was recorded; None: it was not made."""
    next_step: Mapped[str | None] = mapped_column(String(20))
    """A `NextStep`: what follows from the outcome; None: it was not made."""
    next_step_on: Mapped[date | None] = mapped_column(Date)
    """The day of that."""
    late_told_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the supervisors were notified that it is late."""
    stewardless_told_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the supervisors were notified that nobody has it."""

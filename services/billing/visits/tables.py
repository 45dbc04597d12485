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
        Index("ix_visits_household", "household_id"),
        partial("ix_visits_assigned", "route_key", where="status = 'assigned'"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[str] = mapped_column(ForeignKey("dunning_cases.id"))
    household_id: Mapped[str] = mapped_column(Id)
    building: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(40))
    floor: Mapped[int]
    owner_name: Mapped[str] = mapped_column(String(120))
    steward_id: Mapped[str | None] = mapped_column(Id)
    steward_name: Mapped[str | None] = mapped_column(String(120))
    by_hand: Mapped[bool] = mapped_column(server_default=false())
    """A supervisor has chosen the steward."""
    two_persons: Mapped[bool]
    attempt: Mapped[int]
    visit_from: Mapped[date] = mapped_column(Date)
    visit_by: Mapped[date] = mapped_column(Date)
    route_key: Mapped[str] = mapped_column(String(64))
    """Sorts by date and by the way the steward walks; also the cursor of the list."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    status: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str | None] = mapped_column(String(10))
    promise_date: Mapped[date | None] = mapped_column(Date)
    promise_amount: Mapped[Decimal | None] = mapped_column(Yuan)
    remark: Mapped[str | None] = mapped_column(String(1000))
    visited_at: Mapped[datetime | None] = mapped_column(Instant)
    next_step: Mapped[str | None] = mapped_column(String(20))
    next_step_on: Mapped[date | None] = mapped_column(Date)
    late_told_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the supervisors were told that it is late."""
    stewardless_told_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the supervisors were told that nobody has it."""

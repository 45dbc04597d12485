"""Tables of dunning (催缴): cases, steps taken, pauses, door visits (B04, B12, B13)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id, Instant, Json, Yuan, partial
from services.billing.tables.base import Base


class DunningCase(Base):
    """The ladder of one household and due date.

    `next_on` is the first day on which `next_step` may be taken; `shift_days` how far pauses have
    moved what is left; `held` that a pause kept the next step back.
    """

    __tablename__ = "dunning_cases"
    __table_args__ = (
        UniqueConstraint("household_id", "due_date"),
        Index("ix_dunning_cases_due", "status", "next_on"),
        partial("ix_dunning_cases_open", "due_date", "household_id", where="status <> 'settled'"),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    due_date: Mapped[date] = mapped_column(Date, index=True)
    status: Mapped[str] = mapped_column(String(10))
    next_step: Mapped[str | None] = mapped_column(String(20))
    next_on: Mapped[date | None] = mapped_column(Date)
    shift_days: Mapped[int]
    held: Mapped[bool]


class StepTaken(Base):
    """A rung that was taken: once per case, whatever happens (B12)."""

    __tablename__ = "dunning_steps"
    __table_args__ = (UniqueConstraint("case_id", "step"),)
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("dunning_cases.id"))
    household_id: Mapped[str] = mapped_column(Id, index=True)
    due_date: Mapped[date] = mapped_column(Date)
    step: Mapped[str] = mapped_column(String(20))
    taken_at: Mapped[datetime] = mapped_column(Instant)
    amount: Mapped[Decimal] = mapped_column(Yuan)
    bill_numbers: Mapped[list[str]] = mapped_column(Json)
    text: Mapped[str] = mapped_column(Text)


class DunningPause(Base):
    """Why the dunning of a household rests: until a day, or until something ends it (B13)."""

    __tablename__ = "dunning_pauses"
    __table_args__ = (
        UniqueConstraint("kind", "reference"),
        Index("ix_dunning_pauses_running", "household_id", "ended_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(12))
    reference: Mapped[str] = mapped_column(String(80))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[date | None] = mapped_column(Date)
    instalments: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """`[{"due_on": "2026-12-01", "amount": "100.00"}, …]`; a promise has one."""
    reason: Mapped[str] = mapped_column(String(500))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_as: Mapped[str | None] = mapped_column(String(10))


class Visit(Base):
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

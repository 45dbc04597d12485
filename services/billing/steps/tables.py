"""The table of the steps taken (催缴记录, B12)."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json, Yuan
from services.billing.base import Base


class StepTaken(Placed, Base):
    """A rung that was taken: once per case, whatever happens (B12)."""

    __tablename__ = "dunning_steps"
    __table_args__ = (
        UniqueConstraint("case_id", "step"),
        Index("ix_dunning_steps_here", "community_id", "id"),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("dunning_cases.id"))
    """The dunning case whose step it is."""
    household_id: Mapped[str] = mapped_column(Id, index=True)
    due_date: Mapped[date] = mapped_column(Date)
    """The due date of the case."""
    step: Mapped[str] = mapped_column(String(20))
    """The `DunningStep` that was taken."""
    told_by: Mapped[str | None] = mapped_column(String(20))
    """The step whose text names it, where that is another one's of the same household."""
    taken_at: Mapped[datetime] = mapped_column(Instant)
    """When it was taken."""
    amount: Mapped[Decimal] = mapped_column(Yuan)
    """What was owed on the case just then, in yuan."""
    bill_numbers: Mapped[list[str]] = mapped_column(Json)
    """Numbers of the bills of that."""
    text: Mapped[str] = mapped_column(Text)
    """The text that the household got, or what came of the visit, in Chinese."""
    letter_number: Mapped[str | None] = mapped_column(String(20))
    """The paper with that text, where there was one."""

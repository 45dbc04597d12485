"""The table of dunning cases (催缴案, B12)."""

from datetime import date

from sqlalchemy import Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, partial
from services.billing.base import Base


class DunningCase(Placed, Base):
    """The ladder of one household and due date.

    `next_on` is the first day on which `next_step` may be taken; `shift_days` how far pauses have
    moved what is left; `held` that a pause kept the next step back.
    """

    __tablename__ = "dunning_cases"
    __table_args__ = (
        UniqueConstraint("household_id", "due_date"),
        Index("ix_dunning_cases_due_date", "community_id", "due_date"),
        Index("ix_dunning_cases_due", "community_id", "status", "next_on"),
        partial(
            "ix_dunning_cases_open",
            "community_id",
            "due_date",
            "household_id",
            where="status <> 'settled'",
        ),
    )
    __audited__ = False

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    due_date: Mapped[date] = mapped_column(Date)
    """The due date of the bills that it is about."""
    status: Mapped[str] = mapped_column(String(10))
    """A `CaseStatus`."""
    next_step: Mapped[str | None] = mapped_column(String(20))
    next_on: Mapped[date | None] = mapped_column(Date)
    shift_days: Mapped[int]
    held: Mapped[bool]

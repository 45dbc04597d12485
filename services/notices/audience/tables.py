"""Tables of recipients, and of who is in arrears."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Yuan
from services.notices.base import Base


class Recipient(Base):
    """A household, or a member of staff, that an edition was addressed to (N03, N04).

    `target` is `household:<id>`, `household:<id>:<side>` for one side of it, or `person:<id>`. Read
    and acknowledged by whoever of the household did it first.
    """

    __tablename__ = "recipients"
    __table_args__ = (
        UniqueConstraint("notice_id", "edition", "target"),
        Index("ix_recipients_target", "target", "notice_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    """The notice."""
    edition: Mapped[int]
    """Which version of its text (`Edition.edition`): a correction has recipients of its own."""
    target: Mapped[str] = mapped_column(String(80))
    household_id: Mapped[str | None] = mapped_column(Id)
    """The household addressed, all of it or one side; None: a member of staff is."""
    person_id: Mapped[str | None] = mapped_column(Id)
    """The member of staff addressed; None: a household is."""
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it first got there, in the portal or otherwise; None: nobody has it yet."""
    delivered_by: Mapped[str | None] = mapped_column(String(20))
    """A `Channel`: the portal, where somebody can see it there, until another channel has brought
    it to the person."""
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the first of the household, or the person, read it; None: nobody has."""
    read_by_id: Mapped[str | None] = mapped_column(String(80))
    """Who that was: a person of the directory; None also where a signature at the door says it."""
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the first of them confirmed it (确认); None: nobody has, or it is not asked for."""
    acknowledged_by_id: Mapped[str | None] = mapped_column(String(80))
    """Who that was; of a copy signed for at the door, who handed it over."""


class HouseholdArrears(Placed, Base):
    """What a household owes overdue (欠费), as billing published it last; 0: nothing."""

    __tablename__ = "household_arrears"

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    """The household that owes it."""
    overdue_amount: Mapped[Decimal] = mapped_column(Yuan)
    """What is owed after its due date, in yuan."""
    oldest_due_date: Mapped[date | None] = mapped_column(Date)
    """Due date of the oldest bill of that; None where nothing is overdue."""
    changed_at: Mapped[datetime] = mapped_column(Instant)
    """When billing published it: what it published before that changes nothing any more."""

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

    `target` is `household:<id>`, `household:<id>:<side>` for one side of it, or `person:<id>`.
    `delivered_by` is the portal, where somebody can
    see it there, until a channel has brought it to the person; read and acknowledged by whoever of
    the household did it first.
    """

    __tablename__ = "recipients"
    __table_args__ = (
        UniqueConstraint("notice_id", "edition", "target"),
        Index("ix_recipients_target", "target", "notice_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"))
    edition: Mapped[int]
    target: Mapped[str] = mapped_column(String(80))
    household_id: Mapped[str | None] = mapped_column(Id)
    person_id: Mapped[str | None] = mapped_column(Id)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    delivered_by: Mapped[str | None] = mapped_column(String(20))
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    read_by_id: Mapped[str | None] = mapped_column(String(80))
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    acknowledged_by_id: Mapped[str | None] = mapped_column(String(80))


class HouseholdArrears(Placed, Base):
    """What a household owes overdue, as billing told it last (欠费); 0 when it owes nothing."""

    __tablename__ = "household_arrears"

    household_id: Mapped[str] = mapped_column(Id, primary_key=True)
    overdue_amount: Mapped[Decimal] = mapped_column(Yuan)
    oldest_due_date: Mapped[date | None] = mapped_column(Date)
    changed_at: Mapped[datetime] = mapped_column(Instant)

"""The table of pauses of dunning (暂停催缴, B13)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, Instant, Json
from services.billing.base import Base


class DunningPause(Placed, Base):
    """Why the dunning of a household rests: until a day, or until something ends it (B13)."""

    __tablename__ = "dunning_pauses"
    __table_args__ = (
        UniqueConstraint("kind", "reference"),
        Index("ix_dunning_pauses_here", "community_id", "id"),
        Index("ix_dunning_pauses_running", "household_id", "ended_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    household_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(12))
    """A `PauseKind`: why it rests."""
    reference: Mapped[str] = mapped_column(String(80))
    """What it came from: id of the visit, of the complaint, or of the plan itself."""
    starts_at: Mapped[datetime] = mapped_column(Instant)
    """From when on it rests."""
    until: Mapped[date | None] = mapped_column(Date)
    """The last day of rest; None: until something else ends it."""
    instalments: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """`[{"due_on": "2026-12-01", "amount": "100.00"}, …]`; a promise has one."""
    bill_ids: Mapped[list[str] | None] = mapped_column(Json)
    """Bills that a promise or a plan is about; None where that was not kept."""
    reason: Mapped[str] = mapped_column(String(500))
    """In words: number of the visit or the complaint, or why a plan was agreed on."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it ended; None: it is running."""
    ended_as: Mapped[str | None] = mapped_column(String(10))
    """A `PauseEnd`: how it ended; None: it is running."""

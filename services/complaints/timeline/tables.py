"""The timeline of cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import BigSerial
from services.complaints.base import Base, Code, Name, Person


class TimelineEntry(Placed, Base):
    """An entry of a case's timeline (C11); never changed."""

    __tablename__ = "timeline"
    __audited__ = False

    id: Mapped[int] = mapped_column(BigSerial, primary_key=True, autoincrement=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case whose timeline it stands in."""
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(Person)
    """Who did it: a person's id in the directory; `system` where nobody did."""
    actor: Mapped[str] = mapped_column(Name)
    """The name of that person."""
    action: Mapped[str] = mapped_column(String(40))
    """An `Action`: what was done."""
    channel: Mapped[str | None] = mapped_column(Code)
    """The `Channel` that it came or went by; None where it has none."""
    tier: Mapped[str | None] = mapped_column(Code)
    """The `Tier` that was notified, of an escalation; None of all else."""
    changes: Mapped[dict[str, Any]]
    """`{field: {"before", "after"}}`"""
    detail: Mapped[dict[str, Any]]
    """What the words of the step are filled with, by name; what people said in it goes in time
    (P08)."""
    public: Mapped[bool] = mapped_column(Boolean)
    """Whether the resident sees it."""

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
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(Person)
    actor: Mapped[str] = mapped_column(Name)
    action: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str | None] = mapped_column(Code)
    tier: Mapped[str | None] = mapped_column(Code)
    changes: Mapped[dict[str, Any]]
    """`{field: {"before", "after"}}`"""
    detail: Mapped[dict[str, Any]]
    public: Mapped[bool] = mapped_column(Boolean)
    """Whether the resident sees it."""

"""Who waits at the desk."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, partial
from services.complaints.base import Base, Code, Name, Person


class DeskWait(Placed, Base):
    """Somebody who came to the desk when nobody had time for them (C06)."""

    __tablename__ = "desk_waits"
    __table_args__ = (
        partial("ix_desk_waits_open", "community_id", "id", where="ended_at IS NULL"),
        Index("ix_desk_waits_here", "community_id", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    note: Mapped[str | None] = mapped_column(String(60))
    """By what they are known at the desk; None: nothing was said, or it was erased."""
    since: Mapped[datetime]
    """When they came."""
    serve_by: Mapped[datetime]
    """From when on they wait too long, by the policy when they came."""
    noted_by_id: Mapped[str] = mapped_column(Person)
    """Who saw them."""
    noted_by: Mapped[str] = mapped_column(Name)
    """The name of that person."""
    ended_at: Mapped[datetime | None]
    """When they were attended to, or had left; None: they wait."""
    outcome: Mapped[str | None] = mapped_column(Code)
    """A `WaitEnd`; None: they wait."""
    ended_by_id: Mapped[str | None] = mapped_column(Person)
    """Who attended to them, or saw that they had left."""
    ended_by: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""

"""Calls that were promised."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, partial
from services.complaints.base import Base, Code, Name, Person


class CallBack(Placed, Base):
    """A call that was promised (约定回电, C04): one that is still to be made in a case, at most."""

    __tablename__ = "call_backs"
    __table_args__ = (
        partial("ix_call_backs_one", "complaint_id", where="made_at IS NULL", unique=True),
        Index("ix_call_backs_here", "community_id", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case that is to be spoken of."""
    due_at: Mapped[datetime]
    """Until when the call was promised."""
    about: Mapped[str | None] = mapped_column(String(500))
    """What the resident is to be told then; None: not said, or erased."""
    promised_at: Mapped[datetime]
    """When that was."""
    promised_by_id: Mapped[str] = mapped_column(Person)
    """Who promised it; whoever has the desk at its time is to call."""
    promised_by: Mapped[str] = mapped_column(Name)
    """The name of that person."""
    made_at: Mapped[datetime | None]
    """When somebody called, or the resident had the answer; None: it is to be made."""
    made_by_id: Mapped[str | None] = mapped_column(Person)
    """Who did."""
    made_by: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""
    result: Mapped[str | None] = mapped_column(Code)
    """A `CallResult`; None: it is to be made, or the answer came before it."""
    remark: Mapped[str | None] = mapped_column(String(500))
    """What was said; None: nothing, or it was erased."""
    missed_at: Mapped[datetime | None]
    """When it was found that nobody had called in time; None: it is not so."""

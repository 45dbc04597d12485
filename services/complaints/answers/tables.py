"""Answers, as they were given."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.complaints.base import Base, Code, Name, Person


class Answer(Placed, Base):
    """An answer as it was given to the resident (回复, X07); never changed."""

    __tablename__ = "answers"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(Person)
    by: Mapped[str] = mapped_column(Name)
    channel: Mapped[str] = mapped_column(Code)
    text: Mapped[str] = mapped_column(Text)
    consent: Mapped[str | None] = mapped_column(String(500))
    """How the resident agreed to another channel."""
    findings: Mapped[str | None] = mapped_column(Text)
    """What was found; this and what follows are for the written answer."""
    grounds: Mapped[str | None] = mapped_column(String(500))
    done_by: Mapped[date | None]
    follow_up: Mapped[str | None] = mapped_column(String(500))

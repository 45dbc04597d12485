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
    """The case that it answers."""
    at: Mapped[datetime]
    """When the resident was answered; of a reply taken over from the platform, when it was given
    there."""
    by_id: Mapped[str] = mapped_column(Person)
    """Who gave it; of a reply taken over from the platform, who brought it in."""
    by: Mapped[str] = mapped_column(Name)
    """The name of that person; 平台 where it was given on the platform."""
    channel: Mapped[str] = mapped_column(Code)
    """A `Channel`: how the resident was answered, mostly as the contact came."""
    text: Mapped[str] = mapped_column(Text)
    """The answer, checked for what must not be said (C08); empty once
    erased."""
    consent: Mapped[str | None] = mapped_column(String(500))
    """How the resident agreed to another channel."""
    findings: Mapped[str | None] = mapped_column(Text)
    """What was found; this and what follows are for the written answer."""
    grounds: Mapped[str | None] = mapped_column(String(500))
    """By what law, contract or rule it is answered so (依据); None: not said, or erased."""
    done_by: Mapped[date | None]
    """Until when what is promised will be done (完成期限); None: nothing is."""
    follow_up: Mapped[str | None] = mapped_column(String(500))
    """What follows, and who looks after it (后续安排); None: not said, or erased."""

"""Comments on cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id
from services.complaints.base import Base, Code, Name, Person


class Comment(Placed, Base):
    """What was said in a case beside its steps (备注与沟通, C13); never changed."""

    __audited__ = False
    __tablename__ = "comments"
    __words__, __paper__ = ("text",), "complaint_id"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case that it is about."""
    kind: Mapped[str] = mapped_column(Code)
    """A `CommentKind`: who speaks to whom."""
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(Person, index=True)
    """Who wrote it, or took it down."""
    by: Mapped[str] = mapped_column(Name)
    """The name of that person; of an addition, empty once erased."""
    channel: Mapped[str | None] = mapped_column(Code)
    """The `Channel` that an addition came by; None of all else."""
    text: Mapped[str] = mapped_column(Text)
    """Empty once erased (P08)."""
    mentions: Mapped[dict[str, Any]]
    """The names of the colleagues who were told of a note, by their ids; none of all else."""

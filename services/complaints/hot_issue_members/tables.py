"""Hot issues, and the cases that belong to each."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, partial
from services.complaints.base import Base, Code, Name, Person


class HotIssue(Placed, Base):
    """Open cases about the same thing, answered at once (热点问题, X16).

    How far it is follows from its members and its answers.
    """

    __tablename__ = "hot_issues"
    __table_args__ = (Index("ix_hot_issues_here", "community_id", "id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    """What it is about, in the words of who made it; empty once erased (P08)."""
    made_at: Mapped[datetime]
    """When its first cases were merged."""
    made_by_id: Mapped[str] = mapped_column(Person)
    """Who merged them."""
    made_by: Mapped[str] = mapped_column(Name)
    """The name of that person."""


class HotIssueMember(Placed, Base):
    """A case that belongs to a hot issue, or did: of one at a time; the index sees to it (X16)."""

    __tablename__ = "hot_issue_members"
    __table_args__ = (
        partial("uq_hot_issue_members_now", "complaint_id", where="left_at IS NULL", unique=True),
        Index("ix_hot_issue_members_issue", "hot_issue_id", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    hot_issue_id: Mapped[str] = mapped_column(ForeignKey("hot_issues.id"))
    """The hot issue."""
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case, which keeps its clock, its channel and its people (X09)."""
    joined_at: Mapped[datetime]
    """When it was merged."""
    joined_by_id: Mapped[str] = mapped_column(Person)
    """Who did that."""
    joined_by: Mapped[str] = mapped_column(Name)
    """The name of that person."""
    told_at: Mapped[datetime | None]
    """When its resident was answered, with the hot issue or apart; None: not while part of it."""
    left_at: Mapped[datetime | None]
    """When it left; None: it is part of it."""
    left_cause: Mapped[str | None] = mapped_column(Code)
    """A `LeaveCause`; None: it has not left."""

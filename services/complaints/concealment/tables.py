"""What is suspected, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Placed
from foundation.storage.types import Id, partial
from services.complaints.base import Base, Code, Name, Person

WAITING, CLEARED = "waiting", "cleared"
"""Beside the `ReviewState`s, and never shown: a case may still come; one came in time."""
WORDS = ("remark", "reason", "consequence")
"""What people said, which goes in time (P08)."""


class ConcealmentReview(Placed, Base):
    """Something that looks like a concealed complaint (涉嫌隐瞒、漏报, X12); the same is noted
    once."""

    __tablename__ = "concealment_reviews"
    __audit_hidden__ = frozenset(WORDS)
    __table_args__ = (
        UniqueConstraint("rule", "about_id", "seen_at"),
        partial("ix_concealment_reviews_open", "community_id", "id", where="state = 'open'"),
        Index("ix_concealment_reviews_found", "community_id", "found_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    rule: Mapped[str] = mapped_column(Code)
    """A `ConcealmentRule`."""
    about: Mapped[str] = mapped_column(Code)
    """A `SeenAt`: what it is about."""
    about_id: Mapped[str] = mapped_column(Id)
    """The id of that, here or in another service."""
    number: Mapped[str] = mapped_column(Code)
    """The number of that, as it stands on papers."""
    complaint_id: Mapped[str | None] = mapped_column(ForeignKey("complaints.id"), index=True)
    """The case, where it is about one."""
    household_id: Mapped[str | None] = mapped_column(Id, index=True)
    place: Mapped[str | None] = mapped_column(String(200))
    """A public place in words; None: it is about a home, or nobody said."""
    seen_at: Mapped[datetime]
    """When that happened which was seen."""
    since: Mapped[datetime]
    """Cases that were open after this speak for who recorded them."""
    concerned_id: Mapped[str | None] = mapped_column(Person)
    """Who handled it; None: nobody is known to have."""
    concerned: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""
    involved: Mapped[list[str]]
    """Ids of who had a part in it, and gives no verdict."""
    evidence: Mapped[dict[str, Any]]
    """What the rule saw, in codes, figures and numbers of papers."""
    remark: Mapped[str | None] = mapped_column(Text)
    """The words that were written down; None: none, or erased."""
    state: Mapped[str] = mapped_column(Code)
    """A `ReviewState`, `WAITING` or `CLEARED`."""
    found_at: Mapped[datetime | None]
    """When it became an item; None: a case may still come, or came."""
    decided_by_id: Mapped[str | None] = mapped_column(Person)
    """Who gave the verdict; None: nobody has."""
    decided_by: Mapped[str | None] = mapped_column(Name)
    """The name of that person."""
    decided_at: Mapped[datetime | None]
    """When that was."""
    reason: Mapped[str | None] = mapped_column(String(500))
    """Why so; None: there is no verdict, or it was erased."""
    consequence: Mapped[str | None] = mapped_column(String(500))
    """What follows for whom; None: nothing, or it was erased."""

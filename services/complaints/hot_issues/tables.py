"""Answers to hot issues."""

from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.decisions import TwoPersonDecision
from foundation.storage.placed import Placed
from foundation.storage.types import partial
from services.complaints.base import Base


class HotIssueAnswer(Placed, TwoPersonDecision, Base):
    """What one person writes to all members, and a second approves once (X16).

    Of a hot issue one at a time waits; the index sees to it.
    """

    __tablename__ = "hot_issue_answers"
    __table_args__ = (
        Index("ix_hot_issue_answers_issue", "hot_issue_id", "id"),
        partial(
            "uq_hot_issue_answers_waiting", "hot_issue_id", where="status = 'requested'",
            unique=True,
        ),
    )  # fmt: skip

    hot_issue_id: Mapped[str] = mapped_column(ForeignKey("hot_issues.id"))
    """The hot issue that it answers."""
    text: Mapped[str] = mapped_column(Text)
    """The answer, checked for what must not be said (C08); empty once erased."""
    outcomes: Mapped[dict[str, Any]]
    """Of one that was sent: what it came to in each case, an `AnswerOutcome` by the case's id."""

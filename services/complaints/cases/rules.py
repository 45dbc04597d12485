"""What of a text is shown in lists and events (D03), and how far a first answer is (C12)."""

from datetime import datetime

from contracts.complaints.cases import FirstAnswerState

LONGEST_EXCERPT = 500


def excerpt(text: str) -> str:
    """The beginning of a long text, for lists and events."""
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…"


def first_answer_state(
    by: datetime | None, at: datetime | None, now: datetime
) -> FirstAnswerState | None:
    """How far an answer is that was due `by` a moment, and came `at` one; None: nobody waits."""
    if by is None:
        return None
    if at is None:
        return FirstAnswerState.DUE if now < by else FirstAnswerState.MISSED
    return FirstAnswerState.KEPT if at <= by else FirstAnswerState.LATE

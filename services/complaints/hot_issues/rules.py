"""What keeps an answer from a member, and how far a hot issue is (X16)."""

from contracts.complaints.answers import VerdictUnconfirmed
from contracts.complaints.casework import CasePaused
from contracts.complaints.hot_issues import AnswerOutcome, HotIssueState
from foundation.errors import ServiceError

HELD_BACK: dict[type[ServiceError], AnswerOutcome] = {
    CasePaused: AnswerOutcome.PAUSED,
    VerdictUnconfirmed: AnswerOutcome.UNCONFIRMED,
}
"""By what a case refuses its answer with; every other refusal says that it is not so far."""


def outcome_of(refusal: ServiceError | None) -> AnswerOutcome:
    """What the answer came to in a case that refused it so, or did not."""
    if refusal is None:
        return AnswerOutcome.TOLD
    return HELD_BACK.get(type(refusal), AnswerOutcome.UNHANDLED)


def state_of(members: int, unanswered: int, *, submitted: bool) -> HotIssueState:
    """How far a hot issue is, by how many cases it has and how many of them wait."""
    if submitted:
        return HotIssueState.SUBMITTED
    return HotIssueState.ANSWERED if members and not unanswered else HotIssueState.OPEN

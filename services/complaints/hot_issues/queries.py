"""Hot issues, their members and their answers, as they are shown (X16)."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, select

from contracts.complaints.hot_issues import HotIssueAnswerStatus, HotIssueState
from contracts.complaints.request_types import (
    ListHotIssueAnswersRequest,
    ListHotIssueMembersRequest,
    ListHotIssuesRequest,
    OneHotIssueRequest,
)
from foundation.storage import decisions
from foundation.storage.listing import Listing, listing
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.hot_issue_members.tables import HotIssue, HotIssueMember
from services.complaints.hot_issues.rules import state_of
from services.complaints.hot_issues.tables import HotIssueAnswer

ISSUES: Final = HotIssue.__table__.c
MEMBERS: Final = HotIssueMember.__table__.c
ANSWERS: Final = HotIssueAnswer.__table__.c
CASES: Final = Complaint.__table__.c

PRESENT: Final = and_(MEMBERS.hot_issue_id == ISSUES.id, MEMBERS.left_at.is_(None))
OPEN_MEMBER: Final = select(MEMBERS.id).where(PRESENT, MEMBERS.told_at.is_(None)).exists()
MEMBER: Final = select(MEMBERS.id).where(PRESENT).exists()
WAITING: Final = and_(
    ANSWERS.hot_issue_id == ISSUES.id, ANSWERS.status == HotIssueAnswerStatus.REQUESTED
)
SUBMITTED: Final = select(ANSWERS.id).where(WAITING).exists()
STATES: Final = {
    HotIssueState.SUBMITTED: SUBMITTED,
    HotIssueState.ANSWERED: and_(~SUBMITTED, MEMBER, ~OPEN_MEMBER),
    HotIssueState.OPEN: and_(~SUBMITTED, (~MEMBER) | OPEN_MEMBER),
}
"""As `state_of` says it of one."""
LIST: Final = Listing(
    select(HotIssue.__table__), ISSUES.id, {str(state): which for state, which in STATES.items()}
)
COUNTS: Final = (
    select(
        MEMBERS.hot_issue_id,
        func.count().label("members"),
        (func.count() - func.count(MEMBERS.told_at)).label("unanswered"),
    )
    .where(MEMBERS.hot_issue_id.in_(bindparam("ids", expanding=True)), MEMBERS.left_at.is_(None))
    .group_by(MEMBERS.hot_issue_id)
)
DRAFTS: Final = select(ANSWERS.hot_issue_id, ANSWERS.requested_at, ANSWERS.requested_by).where(
    ANSWERS.hot_issue_id.in_(bindparam("ids", expanding=True)),
    ANSWERS.status == HotIssueAnswerStatus.REQUESTED,
)
OF_ISSUE: Final = MEMBERS.hot_issue_id == bindparam("hot_issue_id")
OF_MEMBER: Final = ("joined_at", "joined_by", "told_at", "left_at", "left_cause")
MEMBER_LIST: Final = Listing(
    select(
        Complaint.__table__,
        MEMBERS.id.label("member"),
        *(MEMBERS[name] for name in OF_MEMBER),
    ).join(HotIssueMember.__table__, MEMBERS.complaint_id == CASES.id),
    MEMBERS.id.label("member"),
    {"hot_issue_id": OF_ISSUE},
    by=MEMBERS.id,
)
ANSWER_LIST: Final = listing(HotIssueAnswer, "hot_issue_id")
NUMBERS: Final = select(CASES.id, CASES.number).where(
    CASES.id.in_(bindparam("ids", expanding=True))
)


def listed(uow: UnitOfWork, data: ListHotIssuesRequest) -> dict[str, Any]:
    """Hot issues of a state, or all, newest first."""
    found = LIST.page(uow, data, [str(data["state"])] if data["state"] else [])
    return found | {"items": views(uow, found["items"])}


def get(uow: UnitOfWork, data: OneHotIssueRequest) -> dict[str, Any]:
    """One hot issue. Raise `NotFound`."""
    return view(uow, uow.load(HotIssue, data["hot_issue_id"]))


def view(uow: UnitOfWork, issue: HotIssue) -> dict[str, Any]:
    """One hot issue, as this unit has changed it."""
    return views(uow, [issue])[0]


def views(uow: UnitOfWork, issues: Any) -> list[dict[str, Any]]:
    """Hot issues, with how many cases wait in each and whether an answer does."""
    ids = [one.id for one in issues]
    counts = {row.hot_issue_id: row for row in uow.rows(COUNTS, ids=ids)}
    drafts = {row.hot_issue_id: row for row in uow.rows(DRAFTS, ids=ids)}
    return [shown(one, counts.get(one.id), drafts.get(one.id)) for one in issues]


def shown(issue: Any, count: Any, draft: Any) -> dict[str, Any]:
    """A hot issue with its figures."""
    members, unanswered = (count.members, count.unanswered) if count else (0, 0)
    return {
        **{name: getattr(issue, name) for name in ("id", "title", "made_at", "made_by")},
        "community_id": issue.community_id,
        "members": members,
        "unanswered": unanswered,
        "state": state_of(members, unanswered, submitted=draft is not None),
        "drafted_at": draft.requested_at if draft else None,
        "drafted_by": draft.requested_by if draft else None,
    }


def members(uow: UnitOfWork, data: ListHotIssueMembersRequest) -> dict[str, Any]:
    """Cases of a hot issue, as they came to it. Raise `NotFound`."""
    uow.load(HotIssue, data["hot_issue_id"])
    found = MEMBER_LIST.page(uow, data)
    items = [
        summary(uow, row) | {name: getattr(row, name) for name in OF_MEMBER}
        for row in found["items"]
    ]
    return found | {"items": items}


def answers(uow: UnitOfWork, data: ListHotIssueAnswersRequest) -> dict[str, Any]:
    """Answers to a hot issue, newest first. Raise `NotFound`."""
    uow.load(HotIssue, data["hot_issue_id"])
    found = ANSWER_LIST.page(uow, data)
    named = numbers(uow, found["items"])
    return found | {"items": [answer_view(uow, row, named) for row in found["items"]]}


def numbers(uow: UnitOfWork, sent: Any) -> Mapping[str, str]:
    """The numbers of the cases that answers name."""
    ids = sorted({one for answer in sent for one in answer.outcomes})
    return {row.id: row.number for row in uow.rows(NUMBERS, ids=ids)}


def answer_view(uow: UnitOfWork, answer: Any, named: Mapping[str, str]) -> dict[str, Any]:
    """An answer, whether the reader may decide on it, and what it came to."""
    plain = {column.key: getattr(answer, column.key) for column in HotIssueAnswer.__table__.columns}
    outcomes = [
        {"complaint_id": one, "number": named[one], "outcome": outcome}
        for one, outcome in answer.outcomes.items()
    ]
    return plain | {"decides": decisions.decides(uow, answer), "outcomes": outcomes}

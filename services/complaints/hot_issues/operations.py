"""Hot issues (热点问题, X16): merged, answered at once by two persons; each case stays its own."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select

from contracts.complaints.hot_issues import (
    MOST_MEMBERS,
    AnswerOutcome,
    HotIssueAnswerDecided,
    HotIssueAnswerStatus,
    HotIssueAnswerWaiting,
    HotIssueCaseOver,
    HotIssueFull,
    HotIssueSeveralCommunities,
    HotIssueTwice,
    LeaveCause,
    NobodyToAnswer,
    NotInHotIssue,
)
from contracts.complaints.request_types import (
    AddHotIssueMembersRequest,
    DecideHotIssueAnswerRequest,
    DraftHotIssueAnswerRequest,
    MakeHotIssueRequest,
    RemoveHotIssueMemberRequest,
)
from foundation.errors import NotFound, ServiceError
from foundation.storage import decisions
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.answers.operations import check_language, give
from services.complaints.answers.queries import require_answerable
from services.complaints.cases.queries import ENDED
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import WITH_STOPS
from services.complaints.escalation import operations as escalation
from services.complaints.hot_issue_members.operations import join, leave, membership
from services.complaints.hot_issue_members.tables import HotIssue, HotIssueMember
from services.complaints.hot_issues.queries import answer_view, numbers, view
from services.complaints.hot_issues.rules import outcome_of
from services.complaints.hot_issues.tables import HotIssueAnswer

APPENDIX = dict.fromkeys(("consent", "findings", "grounds", "done_by", "follow_up"))
"""What an answer to one case may have beside its text; one to many has none of it."""


def make(uow: UnitOfWork, data: MakeHotIssueRequest) -> dict[str, Any]:
    """Merge open cases into a new hot issue.

    Raise `NotFound`, `HotIssueSeveralCommunities`, `HotIssueCaseOver`, `HotIssueTwice`.
    """
    cases = taken(uow, data["complaint_ids"])
    if len({case.community_id for case in cases}) > 1:
        raise HotIssueSeveralCommunities(field="complaint_ids")
    uow.enter(cases[0].community_id)
    issue = HotIssue(
        id=uow.new_id(), title=data["title"],
        made_at=uow.now, made_by_id=uow.actor.id, made_by=uow.actor.name,
    )  # fmt: skip
    uow.session.add(issue)
    uow.session.flush()
    return merge(uow, issue, cases)


def add(uow: UnitOfWork, data: AddHotIssueMembersRequest) -> dict[str, Any]:
    """Merge further open cases; refusals as in `make`, and `HotIssueFull`. What is part of it
    already stays so."""
    issue = uow.load(HotIssue, data["hot_issue_id"])
    cases = taken(uow, data["complaint_ids"])
    present = set(current(uow, issue))
    new = [case for case in cases if case.id not in present]
    if len(present) + len(new) > MOST_MEMBERS:
        raise HotIssueFull(field="complaint_ids", most=MOST_MEMBERS)
    return merge(uow, issue, new)


def taken(uow: UnitOfWork, ids: Collection[str]) -> list[Complaint]:
    """The cases, each locked once, in one order, so that two who merge never wait for each other;
    raise `NotFound`."""
    found = [uow.find(Complaint, one) for one in sorted(set(ids))]
    cases = [one for one in found if one is not None]
    if len(cases) < len(found):
        raise NotFound(field="complaint_ids")
    return cases


def merge(uow: UnitOfWork, issue: HotIssue, cases: Collection[Complaint]) -> dict[str, Any]:
    """Make cases members; raise `HotIssueCaseOver`, `HotIssueTwice`."""
    uow.subject("hot_issue", issue.id)
    for case in cases:
        require_mergeable(uow, case)
        join(uow, issue, case)
    uow.session.flush()
    return view(uow, issue)


def require_mergeable(uow: UnitOfWork, case: Complaint) -> None:
    """Raise `HotIssueCaseOver` where the resident has the answer, and `HotIssueTwice` where the
    case is part of a hot issue."""
    if case.status in ENDED:
        raise HotIssueCaseOver(field="complaint_ids", number=case.number)
    member = membership(uow, case.id)
    if member is not None:
        title = uow.session.get_one(HotIssue, member.hot_issue_id).title
        raise HotIssueTwice(field="complaint_ids", number=case.number, title=title)


def current(uow: UnitOfWork, issue: HotIssue) -> list[str]:
    """Ids of the cases that are part of it now."""
    mine = select(HotIssueMember.complaint_id).where(
        HotIssueMember.hot_issue_id == issue.id, HotIssueMember.left_at.is_(None)
    )
    return list(uow.session.scalars(mine))


def remove(uow: UnitOfWork, data: RemoveHotIssueMemberRequest) -> dict[str, Any]:
    """Take a case out, at any time; it goes on by itself. Raise `NotInHotIssue`."""
    issue = uow.load(HotIssue, data["hot_issue_id"])
    complaint = uow.load(Complaint, data["complaint_id"])
    uow.subject("hot_issue", issue.id)
    member = membership(uow, complaint.id)
    if member is None or member.hot_issue_id != issue.id:
        raise NotInHotIssue
    leave(uow, complaint, LeaveCause.TAKEN_OUT)
    uow.session.flush()
    return view(uow, issue)


def draft(uow: UnitOfWork, data: DraftHotIssueAnswerRequest) -> dict[str, Any]:
    """Write the answer for all; it waits for a second person.

    Raise `HotIssueAnswerWaiting`, `NobodyToAnswer`, `ForbiddenPhrase`.
    """
    issue = uow.load(HotIssue, data["hot_issue_id"])
    uow.subject("hot_issue", issue.id)
    if waiting(uow, issue) is not None:
        raise HotIssueAnswerWaiting
    if not any(member.told_at is None for member in concerned(uow, issue)):
        raise NobodyToAnswer
    check_language(uow, data["text"], "text")
    answer = decisions.request(
        uow, HotIssueAnswer, hot_issue_id=issue.id, text=data["text"], outcomes={}
    )
    uow.session.flush()
    return answer_view(uow, answer, {})


def decide(uow: UnitOfWork, data: DecideHotIssueAnswerRequest) -> dict[str, Any]:
    """The second person's word; approved, the answer goes to each member that can be answered.

    Raise `HotIssueAnswerDecided`; `SecondPersonNeeded` to who wrote it; `ForbiddenPhrase` for what
    must not be said by now.
    """
    issue = uow.load(HotIssue, data["hot_issue_id"])
    uow.subject("hot_issue", issue.id)
    answer = waiting(uow, issue)
    if answer is None:
        raise HotIssueAnswerDecided
    decisions.require_decidable(uow, answer, HotIssueAnswerDecided)
    if data["approve"]:
        check_language(uow, answer.text, "text")
        answer.outcomes = send(uow, issue, answer)
    status = HotIssueAnswerStatus.SENT if data["approve"] else HotIssueAnswerStatus.REJECTED
    decisions.decide(uow, answer, status, data["remark"])
    uow.subject("hot_issue", issue.id)
    uow.session.flush()
    return answer_view(uow, answer, numbers(uow, [answer]))


def waiting(uow: UnitOfWork, issue: HotIssue) -> HotIssueAnswer | None:
    """The answer that nobody has decided on."""
    mine = select(HotIssueAnswer).where(
        HotIssueAnswer.hot_issue_id == issue.id,
        HotIssueAnswer.status == HotIssueAnswerStatus.REQUESTED,
    )
    return uow.session.scalars(mine).one_or_none()


def concerned(
    uow: UnitOfWork, issue: HotIssue, answer: HotIssueAnswer | None = None
) -> list[HotIssueMember]:
    """Who is part of it, and who left since an answer was written; by case, as they are locked."""
    here: Any = HotIssueMember.left_at.is_(None)
    if answer is not None:
        here = or_(here, HotIssueMember.left_at > answer.requested_at)
    mine = select(HotIssueMember).where(HotIssueMember.hot_issue_id == issue.id, here)
    return list(uow.session.scalars(mine.order_by(HotIssueMember.complaint_id, HotIssueMember.id)))


def send(uow: UnitOfWork, issue: HotIssue, answer: HotIssueAnswer) -> dict[str, str]:
    """What the answer comes to in each case: who was told before it was written is not concerned.

    A case is asked whether it can be answered before anything is done in it, so that nothing is
    half done.
    """
    return {
        member.complaint_id: answered(uow, member, answer)
        for member in concerned(uow, issue, answer)
        if member.told_at is None or member.told_at > answer.requested_at
    }


def answered(uow: UnitOfWork, member: HotIssueMember, answer: HotIssueAnswer) -> AnswerOutcome:
    """Answer one case on its own channel, or say why not."""
    complaint = uow.load(Complaint, member.complaint_id, WITH_STOPS)
    uow.session.refresh(member)  # as it is now that the case is locked
    if member.left_at is not None:
        return AnswerOutcome.LEFT
    if member.told_at is not None:
        return AnswerOutcome.APART
    escalation.catch_up(uow, complaint)
    try:
        require_answerable(uow, complaint)
    except ServiceError as refusal:
        return outcome_of(refusal)
    said = {"complaint_id": complaint.id, "channel": complaint.channel, "text": answer.text}
    give(uow, complaint, {**said, **APPENDIX})  # type: ignore[typeddict-item]
    return AnswerOutcome.TOLD

"""A case comes to a hot issue, is told, and leaves it (X16); its clock does not mind (X09)."""

from sqlalchemy import select

from contracts.complaints.hot_issues import LeaveCause
from contracts.complaints.timeline import Action
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.hot_issue_members.tables import HotIssue, HotIssueMember
from services.complaints.timeline.operations import record


def membership(uow: UnitOfWork, complaint_id: str) -> HotIssueMember | None:
    """What the case is part of now; the case is locked by who asks in order to change it."""
    mine = select(HotIssueMember).where(
        HotIssueMember.complaint_id == complaint_id, HotIssueMember.left_at.is_(None)
    )
    return uow.session.scalars(mine).one_or_none()


def join(uow: UnitOfWork, issue: HotIssue, complaint: Complaint) -> None:
    """The case becomes part of the hot issue."""
    uow.session.add(
        HotIssueMember(
            id=uow.new_id(), hot_issue_id=issue.id, complaint_id=complaint.id,
            joined_at=uow.now, joined_by_id=uow.actor.id, joined_by=uow.actor.name,
        )
    )  # fmt: skip
    record(uow, complaint, Action.HOT_ISSUE_JOINED, public=False, hot_issue=issue.title)


def told(uow: UnitOfWork, complaint: Complaint) -> None:
    """The resident was answered, whichever way."""
    member = membership(uow, complaint.id)
    if member is not None:
        member.told_at = uow.now


def leave(uow: UnitOfWork, complaint: Complaint, cause: LeaveCause) -> None:
    """The case goes on by itself, if it was part of a hot issue."""
    member = membership(uow, complaint.id)
    if member is None:
        return
    member.left_at, member.left_cause = uow.now, cause
    record(uow, complaint, Action.HOT_ISSUE_LEFT, public=False, cause=cause.value)

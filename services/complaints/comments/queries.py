"""Whether a case may be commented on, and who reads which comment (C13)."""

from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from contracts.complaints.cases import Status
from contracts.complaints.comments import CaseClosed, CommentKind, NobodyReads
from foundation.errors import IllegalTransition
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move
from services.complaints.comments.tables import Comment

COMMENTS: Final = Comment.__table__.c
OF_CASE: Final = (
    select(Comment.__table__)
    .where(COMMENTS.complaint_id == bindparam("id"))
    .where(or_(COMMENTS.kind != CommentKind.NOTE, bindparam("staff")))
    .order_by(COMMENTS.id)
)


def require_notable(_uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `IllegalTransition` where the words of a case have been erased. A closed case takes
    notes: what is learnt of it later has no other place."""
    if complaint.erased_at is not None:
        raise IllegalTransition(status=Status(complaint.status))


def require_open(_uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `CaseClosed` where nothing more can be added."""
    if complaint.status == Status.CLOSED or complaint.erased_at is not None:
        raise CaseClosed


def require_readers(_uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `NobodyReads` where no resident would see a reply, or as the state forbids it."""
    require_move(complaint, Move.REPLY)
    if complaint.household_id is None and not complaint.lodged_by_resident:
        raise NobodyReads


def comments_of(uow: UnitOfWork, complaint: Complaint) -> list[dict[str, Any]]:
    """What the caller reads of a case's comments, oldest first: the one place that keeps notes from
    residents."""
    found = uow.rows(OF_CASE, id=complaint.id, staff=uow.as_staff())
    return [dict(row._mapping) | {"mentions": list(row.mentions.values())} for row in found]

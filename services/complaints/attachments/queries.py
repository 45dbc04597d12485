"""Attachments of a case: whether it takes more, and who sees which (C13)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from contracts.complaints import methods
from contracts.complaints.cases import Status
from contracts.complaints.request_types import OneAttachmentRequest
from foundation.actor import Actor
from foundation.erasure import staff_among
from foundation.errors import IllegalTransition, NotFound
from foundation.files.keeping import attached, show
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.attachments.tables import Attachment
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move

OF_CASE: Final = (
    select(Attachment.__table__)
    .where(Attachment.complaint_id == bindparam("id"))
    .where(or_(Attachment.public, bindparam("staff")))
    .order_by(Attachment.id)
)


def require_attachable(_uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `IllegalTransition` for a case that is closed, or whose words have been erased."""
    require_move(complaint, Move.ATTACH)
    if complaint.erased_at is not None:
        raise IllegalTransition(status=Status(complaint.status))


def attachments_of(uow: UnitOfWork, complaint: Complaint) -> Sequence[Any]:
    """What the caller sees of a case's attachments, oldest first."""
    return uow.rows(OF_CASE, id=complaint.id, staff=uow.as_staff())


def has_paper_of_staff(uow: UnitOfWork, complaint: Complaint) -> bool:
    """Whether somebody of the staff has attached something to it."""
    who = {row.taken_by_id for row in uow.rows(OF_CASE, id=complaint.id, staff=True)}
    return bool(who and staff_among(uow, who))


def attachment_of(uow: UnitOfWork, data: OneAttachmentRequest) -> Attachment:
    """An attachment, for whoever may see the case and it."""
    complaint = uow.load(Complaint, data["complaint_id"])
    found = attached(uow, Attachment, data["attachment_id"], complaint_id=complaint.id)
    if not (found.public or uow.as_staff()):
        raise NotFound
    return found


def get_attachment(store: Store, actor: Actor, data: OneAttachmentRequest) -> dict[str, Any]:
    """One attachment with its content; raise `FileLost`."""
    return show(store, actor, methods.GET_ATTACHMENT, data, attachment_of, "public")

"""Attaching photos and papers to a case (C13, P09); its clock does not mind (X09)."""

from typing import Any

from contracts.complaints import methods
from contracts.complaints.request_types import AddAttachmentRequest
from contracts.complaints.timeline import Action
from foundation.actor import Actor
from foundation.files import keeping
from foundation.files.keeping import keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.attachments.queries import require_attachable
from services.complaints.attachments.tables import Attachment
from services.complaints.cases.tables import Complaint
from services.complaints.policy import ComplaintPolicy
from services.complaints.timeline.operations import record


def take_up(uow: UnitOfWork, data: AddAttachmentRequest) -> Complaint:
    """The case, which takes another file; raise `IllegalTransition` or `TooManyFiles`."""
    complaint = uow.load(Complaint, data["complaint_id"])
    uow.subject("complaint", complaint.id)
    require_attachable(uow, complaint)
    limit = uow.policy(ComplaintPolicy).file_limit
    keeping.require_room(uow, Attachment, Attachment.complaint_id == complaint.id, limit)
    return complaint


def enter(
    uow: UnitOfWork, complaint: Complaint, data: AddAttachmentRequest, file: dict[str, Any]
) -> Attachment:
    """Add it to the case and its timeline; what a resident attaches, residents see."""
    public = data["public"] or not uow.as_staff()
    record(uow, complaint, Action.ATTACHED, public=public, attachment=file["id"])
    return Attachment(complaint_id=complaint.id, public=public, **file)


def largest(uow: UnitOfWork) -> int:
    """Megabytes of a file."""
    return uow.policy(ComplaintPolicy).file_max_mb


def add_attachment(store: Store, actor: Actor, data: AddAttachmentRequest) -> Attachment:
    """Attach a photo or a paper to a case that is not closed."""
    return keep(store, actor, methods.ADD_ATTACHMENT, data, take_up, enter, largest, papers=True)

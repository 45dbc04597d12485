"""Attaching photos and papers to a door visit (B04, P09); they go as whom it was about does."""

from typing import Any

from contracts.billing import methods
from contracts.billing.request_types import AddVisitAttachmentRequest
from contracts.billing.visit_outcomes import NotYourVisit, VisitTakenOff
from contracts.billing.visits import VisitStatus
from foundation import erasure
from foundation.actor import Actor
from foundation.files import keeping
from foundation.files.keeping import keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.policy import BillingPolicy
from services.billing.visit_attachments.tables import VisitAttachment
from services.billing.visits.tables import Visit


def take_up(uow: UnitOfWork, data: AddVisitAttachmentRequest) -> Visit:
    """The caller's own visit, which takes another file, before and after it was made; raise
    `NotYourVisit`, `VisitTakenOff` or `TooManyFiles`."""
    visit = uow.load(Visit, data["visit_id"])
    uow.subject("visit", visit.id)
    if visit.steward_id != uow.actor.id:
        raise NotYourVisit
    if visit.status == VisitStatus.CANCELLED or visit.owner_name == erasure.NOBODY:
        raise VisitTakenOff
    limit = uow.policy(BillingPolicy).file_limit
    keeping.require_room(uow, VisitAttachment, VisitAttachment.visit_id == visit.id, limit)
    return visit


def enter(
    _uow: UnitOfWork, visit: Visit, _data: AddVisitAttachmentRequest, file: dict[str, Any]
) -> VisitAttachment:
    """An attachment of the visit."""
    return VisitAttachment(visit_id=visit.id, **file)


def largest(uow: UnitOfWork) -> int:
    """Megabytes of a file."""
    return uow.policy(BillingPolicy).file_max_mb


def add_visit_attachment(
    store: Store, actor: Actor, data: AddVisitAttachmentRequest
) -> VisitAttachment:
    """Attach a photo or a paper to one's own visit."""
    return keep(
        store, actor, methods.ADD_VISIT_ATTACHMENT, data, take_up, enter, largest, papers=True
    )


def erase_person(uow: UnitOfWork, person_id: str) -> None:
    """Erase the name of a steward who has left from the files that stay."""
    keeping.forget_who_filed(uow, VisitAttachment, person_id)
    erasure.forget_answers(uow, person_id)

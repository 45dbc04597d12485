"""Attachments of door visits, for who sees the visit (B04, P09)."""

from typing import Any

from contracts.billing import methods
from contracts.billing.request_types import OneVisitAttachmentRequest
from contracts.roles import MANAGERS
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.files.keeping import attached, show
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.visit_attachments.tables import VisitAttachment
from services.billing.visits.queries import is_seen
from services.billing.visits.tables import Visit


def attachment_of(uow: UnitOfWork, data: OneVisitAttachmentRequest) -> VisitAttachment:
    """An attachment of a visit that the caller makes, or oversees."""
    visit = uow.load(Visit, data["visit_id"])
    if not is_seen(visit, uow.held_in(*MANAGERS), uow.actor.id):
        raise NotFound
    return attached(uow, VisitAttachment, data["attachment_id"], visit_id=visit.id)


def get_visit_attachment(
    store: Store, actor: Actor, data: OneVisitAttachmentRequest
) -> dict[str, Any]:
    """One attachment with its content; raise `FileLost`."""
    return show(store, actor, methods.GET_VISIT_ATTACHMENT, data, attachment_of)

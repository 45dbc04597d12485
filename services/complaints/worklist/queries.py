"""What waits for a manager: acknowledgements, invalid verdicts, letters (X03, X07, X09)."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, union_all

from contracts.complaints.cases import Status, Validity
from contracts.complaints.request_types import EscalationQueryRequest
from contracts.complaints.worklist import Waiting
from foundation.second_person import may_decide
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.categories import queries as categories
from services.complaints.letters.queries import READERS
from services.complaints.letters.tables import IncomingDocument

SHOWN = (
    "id", "number", "status", "kind", "category", "gravity", "tier", "due_at",
    "first_responsible", "handler", "version",
)  # fmt: skip


def escalations(uow: UnitOfWork, data: EscalationQueryRequest) -> dict[str, Any]:
    """Cases that wait for the caller's acknowledgement or decision, newest first."""
    statement = select(Complaint).where(Complaint.id.in_(union_all(*waiting_for(uow))))
    found = page(uow, statement, Complaint.id, data)
    return found | {"items": [item(uow, row) for row in found["items"]]}


def waiting_for(uow: UnitOfWork) -> list[Select[str]]:
    """The ids of the cases that wait for the caller, by what they wait for; each has its index."""
    told = (
        select(Complaint.id)
        .join(Escalation, Escalation.complaint_id == Complaint.id)
        .where(Complaint.status.not_in(list(ENDED)), *unacknowledged(uow))
    )
    proposed = select(Complaint.id).where(
        Complaint.validity == Validity.INVALID_PROPOSED,
        Complaint.judged_by_id != uow.actor.id,
        Complaint.status != Status.CLOSED,
    )
    letters = select(IncomingDocument.complaint_id).where(
        IncomingDocument.shown_at.is_(None), uow.where_held(IncomingDocument, *READERS)
    )
    return [told, proposed, *([letters] if uow.caller.has(*READERS) else [])]


def unacknowledged(uow: UnitOfWork) -> list[ColumnElement[bool]]:
    """Escalations to the caller's own tier there that nobody has acknowledged; those of the tiers
    below may be acknowledged too, but wait for others."""
    tiers = [
        and_(Escalation.tier == role, uow.where_held(Escalation, role))
        for role in sorted(uow.caller.roles)
    ]
    return [or_(false(), *tiers), Escalation.acknowledged_at.is_(None)]


def item(uow: UnitOfWork, complaint: Complaint) -> dict[str, Any]:
    """A case with everything it waits for from the caller."""
    shown = {name: getattr(complaint, name) for name in SHOWN} | {"complaint_id": complaint.id}
    waiting = [
        *awaited_acknowledgements(uow, complaint),
        *awaited_confirmation(uow, complaint),
        *awaited_reading(uow, complaint),
    ]
    return shown | {
        "category_name": categories.name_of(uow, complaint.category),
        "description": excerpt(complaint.description),
        "waiting": waiting,
    }


def awaited_acknowledgements(uow: UnitOfWork, complaint: Complaint) -> list[dict[str, Any]]:
    """Tiers that wait for a named person."""
    if complaint.status in ENDED:
        return []
    statement = select(Escalation).where(
        Escalation.complaint_id == complaint.id, *unacknowledged(uow)
    )
    return [
        {
            "waits_for": Waiting.ACKNOWLEDGEMENT,
            "tier": row.tier,
            "since": row.fired_at,
            "until": row.acknowledge_by,
            "detail": row.reason,
        }
        for row in sorted(uow.session.scalars(statement), key=lambda row: row.fired_at)
    ]


def awaited_confirmation(uow: UnitOfWork, complaint: Complaint) -> list[dict[str, Any]]:
    """An invalid verdict that the caller has not proposed."""
    proposed = complaint.validity == Validity.INVALID_PROPOSED
    if not proposed or not may_decide(uow.actor, complaint.judged_by_id):
        return []
    since = complaint.judged_at
    waits = {"waits_for": Waiting.CONFIRMATION, "tier": None, "since": since, "until": None}
    return [waits | {"detail": complaint.ground}]


def awaited_reading(uow: UnitOfWork, complaint: Complaint) -> list[dict[str, Any]]:
    """A letter that has not been shown."""
    if not uow.actor_at(complaint).has(*READERS):
        return []
    statement = select(IncomingDocument).where(
        IncomingDocument.complaint_id == complaint.id, IncomingDocument.shown_at.is_(None)
    )
    return [
        {
            "waits_for": Waiting.READING,
            "tier": None,
            "since": row.received_at,
            "until": None,
            "detail": row.number,
        }
        for row in uow.session.scalars(statement)
    ]

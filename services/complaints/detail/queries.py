"""A case with everything that happened to it (C11)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

from contracts.complaints.request_types import OneComplaintRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.actions.queries import actions
from services.complaints.answers.tables import Answer
from services.complaints.attachments.queries import attachments_of
from services.complaints.cases.queries import may_reveal, summary
from services.complaints.cases.tables import Complaint, ReturnVisit
from services.complaints.classification.queries import classifications
from services.complaints.comments.queries import comments_of
from services.complaints.departments import queries as departments
from services.complaints.escalation.queries import notified_tiers
from services.complaints.explanation.queries import deadline
from services.complaints.letters.queries import letter_of
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.return_visits.queries import askable
from services.complaints.timeline.tables import TimelineEntry

STAFF_ONLY: dict[str, Any] = {
    "escalations": [],
    "return_visits": [],
    "letter": None,
    "askable": [],
    "classifications": [],
}
"""What residents do not see of a case: how the company watches over itself."""
PUBLIC_CHANGES = frozenset({"status", "kind", "category", "department", "due_at", "tier"})


def of_case(model: type[Any]) -> Select[Any]:
    """What of a table belongs to a case, in the order in which it was made."""
    table = model.__table__
    (key,) = table.primary_key
    return select(table).where(table.c.complaint_id == bindparam("id")).order_by(key)


PARTS: Final[Mapping[type[Any], Select[Any]]] = {
    model: of_case(model) for model in (Answer, ReturnVisit, PlatformMessage, TimelineEntry)
}
"""What is kept beside a case."""


def get(uow: UnitOfWork, data: OneComplaintRequest) -> dict[str, Any]:
    """One case; residents see what concerns them. Raise `NotFound`."""
    complaint = uow.load(Complaint, data["complaint_id"])
    staff = uow.as_staff()
    shown = summary(uow, complaint, full=True) | {
        "community_id": complaint.community_id,
        "restated": {
            "text": complaint.restated_text,
            "confirmed": complaint.restated_confirmed,
        },
        "result": complaint.result,
        "failed_visits": complaint.failed_visits,
        "deadline": deadline(uow, complaint),
        "escalations": notified_tiers(complaint),
        "answers": rows(uow, Answer, complaint),
        "return_visits": rows(uow, ReturnVisit, complaint),
        "letter": letter_of(uow, complaint),
        "platform_message": next(iter(rows(uow, PlatformMessage, complaint)), None),
        "attachments": attachments_of(uow, complaint),
        "comments": comments_of(uow, complaint),
        "timeline": timeline(uow, complaint, staff=staff),
        "may_reveal": may_reveal(uow.actor, complaint),
        "actions": actions(uow, complaint),
        "askable": askable(uow, complaint),
        "classifications": classifications(uow, complaint),
    }
    return shown if staff else shown | STAFF_ONLY


def rows(uow: UnitOfWork, model: type[Any], complaint: Complaint) -> Sequence[Any]:
    """What belongs to a case, in the order in which it was made."""
    return uow.rows(PARTS[model], id=complaint.id)


def timeline(uow: UnitOfWork, complaint: Complaint, *, staff: bool) -> list[dict[str, Any]]:
    """Who did what when, from which channel, before and after."""
    return [
        {
            "at": row.at,
            "actor": row.actor,
            "action": row.action,
            "channel": row.channel,
            "tier": row.tier,
            "changes": in_words(uow, row.changes if staff else public_changes(row.changes)),
            "detail": row.detail,
        }
        for row in rows(uow, TimelineEntry, complaint)
        if staff or row.public
    ]


def in_words(uow: UnitOfWork, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Changes with the departments by what they are called."""
    if "department" not in changes:
        return changes
    named = {side: departments.name_of(uow, text) for side, text in changes["department"].items()}
    return {**changes, "department": named}


def public_changes(changes: dict[str, Any]) -> dict[str, Any]:
    """What a resident sees of a change."""
    return {name: change for name, change in changes.items() if name in PUBLIC_CHANGES}

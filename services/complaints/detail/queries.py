"""A case with everything that happened to it (C11)."""

from typing import Any

from sqlalchemy import select

from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.actions.queries import actions
from services.complaints.answers.tables import Answer
from services.complaints.cases.queries import may_reveal, summary
from services.complaints.cases.tables import Complaint, ReturnVisit
from services.complaints.classification.queries import classifications
from services.complaints.escalation.queries import told_of
from services.complaints.explanation.queries import deadline
from services.complaints.letters.queries import letter_of
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.return_visits.queries import askable
from services.complaints.timeline.tables import Entry

STAFF_ONLY: dict[str, Any] = {
    "escalations": [],
    "return_visits": [],
    "letter": None,
    "askable": [],
    "classifications": [],
}
"""What residents do not see of a case: how the company watches over itself."""
PUBLIC_CHANGES = frozenset({"status", "kind", "category", "department", "due_at", "tier"})


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One case; residents see what concerns them. Raise `NotFound`."""
    complaint = work.load(Complaint, data["complaint_id"])
    require_visible(work, complaint)
    staff = work.actor.is_staff
    shown = summary(work, complaint, full=True) | {
        "restated": {
            "text": complaint.restated_text,
            "confirmed": complaint.restated_confirmed,
        },
        "result": complaint.result,
        "failed_visits": complaint.failed_visits,
        "deadline": deadline(work, complaint),
        "escalations": told_of(complaint),
        "answers": rows(work, Answer, complaint),
        "return_visits": rows(work, ReturnVisit, complaint),
        "letter": letter_of(work, complaint),
        "platform_message": next(iter(rows(work, PlatformMessage, complaint)), None),
        "timeline": timeline(work, complaint, staff=staff),
        "may_reveal": may_reveal(work.actor, complaint),
        "actions": actions(work, complaint),
        "askable": askable(work, complaint),
        "classifications": classifications(work, complaint),
    }
    return shown if staff else shown | STAFF_ONLY


def require_visible(work: UnitOfWork, complaint: Complaint) -> None:
    """Staff see all; a resident those of the own side of the household, and lodged in person.

    Raise `NotFound` for any that is not theirs: another household's, the owner's of a tenant, one
    from before they came.
    """
    if work.actor.is_staff or complaint.lodged_by_id == work.actor.id:
        return
    if complaint.household_id is None:
        raise NotFound
    work.actor.require_sight(complaint.household_id)
    whose = complaint.belonging
    if not work.actor.sees(
        complaint.household_id, whose["side"], whose["member_id"], whose["since"]
    ):
        raise NotFound


def rows(work: UnitOfWork, model: Any, complaint: Complaint) -> list[Any]:
    """What belongs to a case, in the order in which it was made."""
    key = next(iter(model.__table__.primary_key))
    statement = select(model).where(model.complaint_id == complaint.id).order_by(key)
    return list(work.session.scalars(statement))


def timeline(work: UnitOfWork, complaint: Complaint, *, staff: bool) -> list[dict[str, Any]]:
    """Who did what when, from which channel, before and after."""
    return [
        {
            "at": row.at,
            "actor": row.actor,
            "action": row.action,
            "channel": row.channel,
            "tier": row.tier,
            "changes": row.changes if staff else public_changes(row.changes),
            "detail": row.detail,
        }
        for row in rows(work, Entry, complaint)
        if staff or row.public
    ]


def public_changes(changes: dict[str, Any]) -> dict[str, Any]:
    """What a resident sees of a change."""
    return {name: change for name, change in changes.items() if name in PUBLIC_CHANGES}

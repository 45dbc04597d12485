"""A case as lists and actions show it."""

from typing import Any

from contracts.complaints.cases import ComplaintSummary, Status, Validity
from contracts.complaints.deadlines import StopCause
from contracts.roles import CALLERS, STAFF
from foundation.actor import Actor
from foundation.masking import may_look, phone_shown
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.rules import excerpt, first_answer_state
from services.complaints.cases.tables import Complaint
from services.complaints.categories import queries as categories
from services.complaints.departments import queries as departments

PLAIN = frozenset(ComplaintSummary().fields) - {
    "contact_phone", "overdue", "paused", "category_name", "first_answer",
    "department_name", "community",
} | {"community_id"}  # fmt: skip
"""Fields that are shown as they are kept."""
ENDED = frozenset({Status.ANSWERED, Status.CLOSED})


def summary(uow: UnitOfWork, complaint: Complaint, *, full: bool = False) -> dict[str, Any]:
    """One case; `full` outside of lists: the whole text, and to residents the number they gave.

    Staff see it masked and look at it by `reveal_contact`, which is logged (D03).
    """
    shown = {name: getattr(complaint, name) for name in PLAIN}
    shown |= {
        "contact_phone": phone_shown(uow.actor_at(complaint), complaint.contact_phone, own=full),
        "category_name": categories.name_of(uow, complaint.category),
        "department_name": departments.name_of(uow, complaint.department),
        "overdue": is_overdue(uow, complaint),
        "paused": complaint.stop_cause == StopCause.PAUSED,
        "first_answer": first_answer_state(
            complaint.first_answer_by, complaint.first_answered_at, uow.now
        ),
    }
    if not uow.as_staff(complaint):
        shown |= verdict_for_residents(complaint) | {"attend_by": None}
    return shown if full else shown | {"description": excerpt(complaint.description)}


def may_reveal(actor: Actor, complaint: Complaint) -> bool:
    """Whether somebody of the staff may see the contact's number: who calls residents back, and
    whoever has this case."""
    has_it = actor.id in (complaint.handler_id, complaint.first_responsible_id)
    task = has_it and actor.has(*STAFF)
    return may_look(actor, complaint.contact_phone, callers=CALLERS, has_the_task=task)


def verdict_for_residents(complaint: Complaint) -> dict[str, Any]:
    """A verdict is published when it stands; its ground is given with the answer (X03)."""
    proposed = complaint.validity == Validity.INVALID_PROPOSED
    validity = Validity.UNDECIDED if proposed else complaint.validity
    return {"validity": validity, "ground": None, "unread_since": None}


def is_overdue(uow: UnitOfWork, complaint: Complaint) -> bool:
    """Whether it is not answered although it was due, by its own clock."""
    if complaint.due_at is None or complaint.status in ENDED:
        return False
    return complaint.due_at <= (complaint.stopped_at or uow.now)

"""A case as lists and actions show it."""

from typing import Any

from contracts.complaints.codes import Status, StopCause, Validity
from contracts.complaints.views import ComplaintSummary
from contracts.roles import EVERYONE, Role
from foundation.masking import mask_phone
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.privacy import excerpt
from services.complaints.tables import Complaint

PLAIN = frozenset(ComplaintSummary().fields) - {"contact_phone", "overdue", "paused"}
"""Fields that are shown as they are kept."""
CALLERS = EVERYONE - {Role.FINANCE}
"""Who may need to call the resident back."""
ENDED = frozenset({Status.ANSWERED, Status.CLOSED})


def summary(work: UnitOfWork, complaint: Complaint, *, full: bool = False) -> dict[str, Any]:
    """One case; `full` outside of lists: the whole text, and the number for who has to call."""
    shown = {name: getattr(complaint, name) for name in PLAIN}
    phone = complaint.contact_phone
    if phone and not (full and work.actor.has(*CALLERS)):
        phone = mask_phone(phone)
    shown |= {
        "contact_phone": phone,
        "overdue": is_overdue(work, complaint),
        "paused": complaint.stop_cause == StopCause.PAUSED,
    }
    if not work.actor.is_staff:
        shown |= verdict_for_residents(complaint)
    return shown if full else shown | {"description": excerpt(complaint.description)}


def verdict_for_residents(complaint: Complaint) -> dict[str, Any]:
    """A verdict is told when it stands; its ground is given with the answer (X03)."""
    proposed = complaint.validity == Validity.INVALID_PROPOSED
    return {"validity": Validity.UNDECIDED if proposed else complaint.validity, "ground": None}


def is_overdue(work: UnitOfWork, complaint: Complaint) -> bool:
    """Whether it is not answered although it was due, by its own clock."""
    if complaint.due_at is None or complaint.status in ENDED:
        return False
    return complaint.due_at <= (complaint.stopped_at or work.now)

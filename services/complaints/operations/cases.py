"""What every action on a case does first: open it, and see that it may be moved."""

from typing import Any

from sqlalchemy.orm import joinedload

from contracts.complaints.codes import Status, StopCause
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain import lifecycle
from services.complaints.domain.lifecycle import Move
from services.complaints.errors import CasePaused, IllegalTransition
from services.complaints.operations import escalation
from services.complaints.tables import Complaint

WITH_STOPS = joinedload(Complaint.stops)


def open_case(work: UnitOfWork, data: dict[str, Any]) -> Complaint:
    """The case an action is about, locked; tiers that have become due are told first.

    So an action and the sweep never disagree on what happened before it. Raise `NotFound`,
    `StaleEdit`.
    """
    complaint = work.load(Complaint, data["complaint_id"], WITH_STOPS)
    work.check_version(complaint)
    work.subject("complaint", complaint.id)
    escalation.catch_up(work, complaint)
    return complaint


def move(complaint: Complaint, by: Move) -> None:
    """Bring a case to its next state; raise `IllegalTransition` (X01)."""
    status = lifecycle.after(Status(complaint.status), by)
    if status is None:
        raise IllegalTransition(status=complaint.status, action=by.value)
    complaint.status = status


def require_running(complaint: Complaint) -> None:
    """Raise `CasePaused` while the case waits for the resident."""
    if complaint.stop_cause == StopCause.PAUSED:
        raise CasePaused

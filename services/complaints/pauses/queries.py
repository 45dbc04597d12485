"""Whether a case can be paused, and for how long (X09)."""

from datetime import datetime

from contracts.complaints.deadlines import StopCause
from contracts.complaints.pauses import NotPaused, PausesUsedUp
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move, require_move_unpaused
from services.complaints.casework.rules import Move
from services.complaints.deadlines.queries import terms
from services.complaints.deadlines.rules import NOTHING
from services.complaints.policy import ComplaintPolicy


def require_pausable(uow: UnitOfWork, complaint: Complaint) -> datetime:
    """Until when the case may be paused from now; raise `PausesUsedUp` (X09)."""
    require_move_unpaused(complaint, Move.PAUSE)
    policy = uow.policy(ComplaintPolicy)
    calendar = terms(uow, complaint).calendar()
    spans = [
        calendar.service_time(row.stopped_at, row.resumed_at or uow.now)
        for row in complaint.stops
        if row.cause == StopCause.PAUSED
    ]
    left = policy.pause_allowance - sum(spans, NOTHING)
    if len(spans) >= policy.max_pauses or left <= NOTHING:
        raise PausesUsedUp(max_pauses=policy.max_pauses, max_minutes=policy.max_pause_minutes)
    return calendar.add_service_time(uow.now, left).due_at


def require_paused(uow: UnitOfWork, complaint: Complaint) -> None:
    """The case waits for the resident."""
    if complaint.stop_cause != StopCause.PAUSED:
        raise NotPaused
    require_move(complaint, Move.RESUME)

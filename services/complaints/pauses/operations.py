"""Pauses (暂停): the clock waits for the resident, within limits (X09)."""

from datetime import datetime, timedelta
from typing import Any

from contracts.complaints.deadlines import StopCause
from contracts.complaints.pauses import NotPaused
from contracts.complaints.request_types import OneComplaintRequest, PauseRequest
from contracts.complaints.timeline import Action
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.rules import Move
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.pauses.queries import require_pausable
from services.complaints.timeline.operations import facts, record

PAUSE_LIMIT = "pause_limit"
"""Kind of deadline: the case's allowance of paused time is used up."""


def pause(uow: UnitOfWork, data: PauseRequest) -> dict[str, Any]:
    """Stop the clock with a reason, until `resume` or until the allowance is used up.

    Raise `CasePaused`, `PausesUsedUp`.
    """
    complaint = open_case(uow, data)
    until = require_pausable(uow, complaint)
    before = facts(complaint)
    move(complaint, Move.PAUSE)
    clock.stop(uow, complaint, StopCause.PAUSED, data["reason"])
    uow.deadlines.set(PAUSE_LIMIT, complaint.id, until, again=True)
    record(uow, complaint, Action.PAUSED, before, reason=data["reason"], at_most_until=until)
    escalation.settle(uow, complaint)
    return summary(uow, complaint, full=True)


def resume(uow: UnitOfWork, data: OneComplaintRequest) -> dict[str, Any]:
    """Let the clock run on; raise `NotPaused`."""
    complaint = open_case(uow, data)
    go_on(uow, complaint)
    uow.deadlines.cancel(PAUSE_LIMIT, complaint.id)
    return summary(uow, complaint, full=True)


def end(uow: UnitOfWork, complaint: Complaint) -> None:
    """Let the clock of a case that may be paused run on."""
    if complaint.stop_cause == StopCause.PAUSED:
        go_on(uow, complaint)
        uow.deadlines.cancel(PAUSE_LIMIT, complaint.id)


def go_on(uow: UnitOfWork, complaint: Complaint, *, used_up: datetime | None = None) -> None:
    """End the pause, or note that it was `used_up` at a moment that a sweep came late for.

    Everything ahead moves by exactly the service time that it took.
    """
    if complaint.stop_cause != StopCause.PAUSED:
        raise NotPaused
    before = facts(complaint)
    move(complaint, Move.RESUME)
    stood = clock.run_on(uow, complaint, used_up)
    record(
        uow, complaint, Action.RESUMED, before, used_up=used_up is not None,
        paused_minutes=int(stood / timedelta(minutes=1)),
    )  # fmt: skip
    escalation.settle(uow, complaint)


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """The allowance is used up: the case goes on by itself."""
    complaint = uow.load(Complaint, deadline.subject_id)
    if complaint.stop_cause == StopCause.PAUSED:
        go_on(uow, complaint, used_up=min(uow.now, deadline.due_at))

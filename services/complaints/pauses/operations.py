"""Pauses (暂停): the clock waits for the resident, within limits (X09)."""

from datetime import datetime, timedelta
from typing import Any

from contracts.complaints.codes import Action, StopCause
from contracts.complaints.refusals import NotPaused
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


def pause(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Stop the clock with a reason, until `resume` or until the allowance is used up.

    Raise `CasePaused`, `PausesUsedUp`.
    """
    complaint = open_case(work, data)
    until = require_pausable(work, complaint)
    before = facts(complaint)
    move(complaint, Move.PAUSE)
    clock.stop(work, complaint, StopCause.PAUSED, data["reason"])
    work.deadlines.set(PAUSE_LIMIT, complaint.id, until, again=True)
    record(work, complaint, Action.PAUSED, before, reason=data["reason"], at_most_until=until)
    escalation.settle(work, complaint)
    return summary(work, complaint, full=True)


def resume(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Let the clock run on; raise `NotPaused`."""
    complaint = open_case(work, data)
    go_on(work, complaint)
    work.deadlines.cancel(PAUSE_LIMIT, complaint.id)
    return summary(work, complaint, full=True)


def go_on(work: UnitOfWork, complaint: Complaint, *, used_up: datetime | None = None) -> None:
    """End the pause, or note that it was `used_up` at a moment that a sweep came late for.

    Everything ahead moves by exactly the service time that it took.
    """
    if complaint.stop_cause != StopCause.PAUSED:
        raise NotPaused
    before = facts(complaint)
    move(complaint, Move.RESUME)
    stood = clock.run_on(work, complaint, used_up)
    record(
        work, complaint, Action.RESUMED, before, used_up=used_up is not None,
        paused_minutes=int(stood / timedelta(minutes=1)),
    )  # fmt: skip
    escalation.settle(work, complaint)


def work_deadline(work: UnitOfWork, deadline: Deadline) -> None:
    """The allowance is used up: the case goes on by itself."""
    complaint = work.load(Complaint, deadline.subject_id)
    if complaint.stop_cause == StopCause.PAUSED:
        go_on(work, complaint, used_up=min(work.now, deadline.due_at))

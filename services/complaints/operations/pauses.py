"""Pauses (暂停): the clock waits for the resident, within limits (X09)."""

from datetime import datetime, timedelta
from typing import Any

from contracts.complaints.codes import Action, StopCause
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.clock import NOTHING
from services.complaints.domain.lifecycle import Move
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.errors import NotPaused, PausesUsedUp
from services.complaints.operations import clock, escalation
from services.complaints.operations.cases import move, open_case, require_running
from services.complaints.operations.timeline import facts, record
from services.complaints.queries.summary import summary
from services.complaints.tables import Complaint

PAUSE_LIMIT = "pause_limit"
"""Kind of deadline: the case's allowance of paused time is used up."""


def pause(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Stop the clock with a reason, until `resume` or until the allowance is used up.

    Raise `CasePaused`, `PausesUsedUp`.
    """
    complaint = open_case(work, data)
    require_running(complaint)
    before = facts(complaint)
    move(complaint, Move.PAUSE)
    until = until_used_up(work, complaint)
    clock.stop(work, complaint, StopCause.PAUSED, data["reason"])
    work.deadlines.set(PAUSE_LIMIT, complaint.id, until, again=True)
    record(work, complaint, Action.PAUSED, before, reason=data["reason"], at_most_until=until)
    escalation.settle(work, complaint)
    return summary(work, complaint, full=True)


def until_used_up(work: UnitOfWork, complaint: Complaint) -> datetime:
    """How long the case may be paused from now; raise `PausesUsedUp`."""
    policy = work.policy(ComplaintPolicy)
    calendar = policy.calendar()
    spans = [
        calendar.service_time(row.stopped_at, row.resumed_at or work.now)
        for row in complaint.stops
        if row.cause == StopCause.PAUSED
    ]
    left = policy.pause_allowance - sum(spans, NOTHING)
    if len(spans) >= policy.max_pauses or left <= NOTHING:
        raise PausesUsedUp(max_pauses=policy.max_pauses, max_minutes=policy.max_pause_minutes)
    return calendar.add_service_time(work.now, left).due_at


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

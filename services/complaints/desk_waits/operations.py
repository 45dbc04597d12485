"""Waits at the desk: noted, ended, and reported once when they are too long (C06)."""

from datetime import timedelta
from typing import Any

from contracts.complaints.desk_waits import WaitOver
from contracts.complaints.events import DeskWaitEnded, DeskWaitLong
from contracts.complaints.request_types import EndWaitRequest, NoteWaitRequest
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.desk_waits.queries import view
from services.complaints.desk_waits.tables import DeskWait
from services.complaints.policy import ComplaintPolicy

DESK_WAIT = "desk_wait"
"""Kind of deadline: until now somebody was to have attended to them."""


def note(uow: UnitOfWork, data: NoteWaitRequest) -> dict[str, Any]:
    """Somebody has come, and must wait. Minutes are those of the wall: whoever stands at the desk
    has come while it is open."""
    allowed = timedelta(minutes=uow.policy(ComplaintPolicy).desk_wait_minutes)
    wait = DeskWait(
        id=uow.new_id(), note=data["note"], since=uow.now, serve_by=uow.now + allowed,
        noted_by_id=uow.actor.id, noted_by=uow.actor.name,
    )  # fmt: skip
    uow.session.add(wait)
    uow.subject("desk_wait", wait.id)
    uow.deadlines.set(DESK_WAIT, wait.id, wait.serve_by)
    uow.session.flush()
    return view(wait, uow.now)


def end(uow: UnitOfWork, data: EndWaitRequest) -> dict[str, Any]:
    """They wait no more. Raise `WaitOver` where that is so already, `NotFound`."""
    wait = uow.load(DeskWait, data["wait_id"])
    uow.subject("desk_wait", wait.id)
    if wait.ended_at is not None:
        raise WaitOver
    wait.ended_at, wait.outcome = uow.now, data["outcome"]
    wait.ended_by_id, wait.ended_by = uow.actor.id, uow.actor.name
    uow.deadlines.cancel(DESK_WAIT, wait.id, "")
    if wait.serve_by <= uow.now:
        uow.emit(DeskWaitEnded, wait.id, {"wait_id": wait.id})
    return view(wait, uow.now)


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """The time is over: the desk and the supervisors are told, once."""
    wait = uow.load(DeskWait, deadline.subject_id)
    if wait.ended_at is None:
        uow.emit(DeskWaitLong, wait.id, {"wait_id": wait.id, "waits_since": wait.since})

"""A case in the inbox of its department: since when, and no more (C14)."""

from contracts.complaints.events import ComplaintTransferred
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.inboxes.queries import facts_of, said_of
from services.complaints.policy import ComplaintPolicy

TAKE_OVER = "take_over"
"""Kind of deadline: until now a department was to take a case over."""


def begin(uow: UnitOfWork, complaint: Complaint) -> None:
    """Have a case wait for its department, or for whom the transfer names, and tell them; what
    waits already waits anew.

    The time is service time, and none of the case's clock: a pause waits for the resident, and
    whose the case is can be said meanwhile. So no pause hides that nobody has it.
    """
    policy = uow.policy(ComplaintPolicy)
    until = policy.calendar().add_service_time(uow.now, policy.take_over_within).due_at
    complaint.take_over_by = until
    uow.deadlines.set(TAKE_OVER, complaint.id, until, again=True)
    publish_transferred(uow, complaint)


def end(uow: UnitOfWork, complaint: Complaint) -> None:
    """Nobody need take it over any more; does nothing where nobody had to."""
    if complaint.take_over_by is not None:
        complaint.take_over_by = None
        uow.deadlines.cancel(TAKE_OVER, complaint.id)


def publish_transferred(uow: UnitOfWork, complaint: Complaint) -> None:
    """Publish whom a case is with."""
    payload = facts_of(uow, complaint) | {
        "department_names": list(said_of(uow, complaint).names),
        "handler_id": complaint.handler_id,
        "due_at": complaint.due_at,
        "take_over_by": complaint.take_over_by,
    }
    uow.emit(ComplaintTransferred, complaint.id, payload)

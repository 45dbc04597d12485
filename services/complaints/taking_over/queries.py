"""Whether a case waits to be taken over, and by whom it may be (C14)."""

from contracts.complaints.taking_over import AlreadyTakenOver, NotTransferred, OfAnotherDepartment
from contracts.roles import MANAGERS
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move
from services.complaints.departments import queries as departments
from services.complaints.inboxes.queries import own_department


def require_takeable(uow: UnitOfWork, complaint: Complaint) -> None:
    """The case waits, and for the caller too; paused or not. Raise `IllegalTransition`,
    `NotTransferred`, `AlreadyTakenOver`, and as `require_theirs`."""
    require_move(complaint, Move.TAKE_OVER)
    if complaint.department is None:
        raise NotTransferred
    if complaint.take_over_by is None and complaint.handler_id is not None:
        raise AlreadyTakenOver(handler=complaint.handler)
    require_theirs(uow, complaint)


def require_theirs(uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `OfAnotherDepartment` unless the caller is whom the transfer names, works in the
    department, or is a manager."""
    if uow.actor.id == complaint.handler_id or uow.actor.has(*MANAGERS):
        return
    if own_department(uow) != complaint.department:
        raise OfAnotherDepartment(department=departments.name_of(uow, complaint.department))

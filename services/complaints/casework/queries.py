"""Guards: what the state of a case allows now.

A guard raises what its operation refuses with. The operation asks it before it acts; a page
offers the methods whose guards raise nothing (`actions`).
"""

from collections.abc import Callable

from contracts.complaints.cases import Status
from contracts.complaints.casework import CasePaused
from contracts.complaints.deadlines import StopCause
from foundation.errors import IllegalTransition, ServiceError
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.rules import Move, after

Guard = Callable[[UnitOfWork, Complaint], object]


def passes(guard: Guard, uow: UnitOfWork, complaint: Complaint) -> bool:
    """Whether a guard raises nothing."""
    try:
        guard(uow, complaint)
    except ServiceError:
        return False
    return True


def require_move(complaint: Complaint, move: Move) -> None:
    """Raise `IllegalTransition` where the state does not allow a move (X01)."""
    present = Status(complaint.status)
    if after(present, move) is None:
        raise IllegalTransition(status=present)


def require_move_unpaused(complaint: Complaint, move: Move) -> None:
    """Raise `CasePaused` while the case waits for the resident, or `IllegalTransition`."""
    if complaint.stop_cause == StopCause.PAUSED:
        raise CasePaused
    require_move(complaint, move)


def when(move: Move) -> Guard:
    """What the state allows, paused or not."""
    return lambda _, complaint: require_move(complaint, move)


def when_unpaused(move: Move) -> Guard:
    """What a pause forbids."""
    return lambda _, complaint: require_move_unpaused(complaint, move)

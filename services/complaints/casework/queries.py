"""Guards: what the state of a case allows now.

A guard raises what its operation refuses with. The operation asks it before it acts; a page
offers the methods whose guards raise nothing (`actions`).
"""

from collections.abc import Callable

from contracts.complaints.cases import Channel, Status
from contracts.complaints.casework import CasePaused
from contracts.complaints.deadlines import StopCause
from contracts.complaints.intake import OnlineOnly
from foundation.errors import IllegalTransition, InvalidInput, ServiceError
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


def anytime(uow: UnitOfWork, complaint: Complaint) -> None:
    """What every state allows."""


def when(move: Move) -> Guard:
    """What the state allows, paused or not."""
    return lambda _, complaint: require_move(complaint, move)


def when_unpaused(move: Move) -> Guard:
    """What a pause forbids."""
    return lambda _, complaint: require_move_unpaused(complaint, move)


def channel_of(uow: UnitOfWork, named: str | None) -> Channel:
    """How a resident's word came: online where they say it themselves, else as the desk says.

    Raise `OnlineOnly` to residents who name another, `InvalidInput` where the desk names none.
    """
    if uow.as_staff():
        if named is None:
            raise InvalidInput("Missing data for required field.", field="channel")
        return Channel(named)
    if named not in (None, Channel.ONLINE):
        raise OnlineOnly(field="channel")
    return Channel.ONLINE

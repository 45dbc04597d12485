"""Steps of a repair: taking it up, moving it on, and the event of its end."""

from contracts.repairs.events import RepairClosed
from contracts.repairs.requests import RepairStatus
from foundation.errors import IllegalTransition
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.rules import Action, after
from services.repairs.requests.tables import Repair


def take_up(uow: UnitOfWork, repair_id: str) -> Repair:
    """The repair, locked, in the version that the caller has read.

    The repair's row is always locked first: whoever holds it may touch its rounds, offers and
    quotes, and two dispatchers or engineers take turns here.
    """
    repair = uow.load(Repair, repair_id)
    uow.check_version(repair)
    uow.subject("repair", repair.id)
    return repair


def move(repair: Repair, action: Action) -> None:
    """Bring the repair into the state that the action leads to; raise `IllegalTransition`."""
    present = RepairStatus(repair.status)
    following = after(action, present)
    if following is None:
        raise IllegalTransition(status=present)
    repair.status = following


def publish_closed(
    uow: UnitOfWork, repair: Repair, *, solved: bool | None, rating: int | None = None
) -> None:
    """Publish that nothing more will be done; `solved` is None where nobody could say so."""
    uow.emit(
        RepairClosed,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            **repair.belonging,
            "complaint_id": repair.complaint_id,
            "solved": solved,
            "rating": rating,
        },
    )

"""What of a repair everybody asks: its present round, and whose it is (D06)."""

from contracts.repairs.requests import NotYourOrder
from foundation.actor import Actor
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair, Round


def current_round(uow: UnitOfWork, repair: Repair) -> Round:
    """The round that the repair is in."""
    round_ = uow.session.get(Round, (repair.id, repair.round_no))
    assert round_ is not None
    return round_


def require_own(uow: UnitOfWork, repair: Repair) -> None:
    """Raise `NotFound` for a resident who neither lives there nor asked for it.

    Of the own household, what another side asked for, or somebody before, is not there either
    (D06).
    """
    if repair.household_id is None and repair.requested_by_id == uow.actor.id:
        return
    uow.actor.require_sight(repair.household_id)
    if repair.household_id is not None and not sees(uow.actor, repair):
        raise NotFound


def sees(actor: Actor, repair: Repair) -> bool:
    """Whether a repair of a household is shown: to who asked, and to their side of it."""
    whose = repair.belonging
    shown = actor.sees(repair.household_id, whose["side"], whose["member_id"], whose["since"])
    return shown or repair.requested_by_id == actor.id


def require_engineer(uow: UnitOfWork, repair: Repair) -> None:
    """Raise `NotYourOrder` unless the caller is the engineer of the current round."""
    if current_round(uow, repair).engineer_id != uow.actor.id:
        raise NotYourOrder

"""What of a repair everybody asks: its present round, and who has its order."""

from contracts.repairs.requests import NotYourOrder
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair, Round


def current_round(uow: UnitOfWork, repair: Repair) -> Round:
    """The round that the repair is in."""
    round_ = uow.session.get(Round, (repair.id, repair.round_no))
    assert round_ is not None
    return round_


def require_engineer(uow: UnitOfWork, repair: Repair) -> None:
    """Raise `NotYourOrder` unless the caller is the engineer of the current round."""
    if current_round(uow, repair).engineer_id != uow.actor.id:
        raise NotYourOrder

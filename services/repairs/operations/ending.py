"""The end of a repair that is not its completion, and telling the others of any end."""

from typing import Any

from contracts.repairs.codes import QuoteStatus
from contracts.repairs.events import RepairClosed
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs import views
from services.repairs.domain.transitions import NOT_SET_OUT, Action
from services.repairs.errors import TooLateToCancel
from services.repairs.operations.offers import withdraw
from services.repairs.operations.progress import (
    current_round,
    move,
    record,
    require_own,
    take_up,
)
from services.repairs.queries.quotes import latest_quote
from services.repairs.tables import Repair


def cancel(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Withdraw a request. Residents may until the engineer sets out, the desk until it is done.

    Raise `IllegalTransition` or `TooLateToCancel`.
    """
    repair = take_up(work, data["repair_id"])
    require_own(work, repair)
    set_out = repair.status not in NOT_SET_OUT
    move(repair, Action.CANCEL)
    if set_out and not work.actor.is_staff:
        raise TooLateToCancel
    withdraw(work, repair, data["reason"])
    quote = latest_quote(work, repair.id)
    if quote and quote.status in (QuoteStatus.OFFERED, QuoteStatus.ACCEPTED):
        quote.status = QuoteStatus.SUPERSEDED
    if not set_out:
        current_round(work, repair).ended_at = work.now
    record(work, repair, "cancelled", reason=data["reason"])
    tell_closed(work, repair, solved=False)
    return views.summary(work, repair)


def tell_closed(
    work: UnitOfWork, repair: Repair, *, solved: bool | None, rating: int | None = None
) -> None:
    """Tell that nothing more will be done; `solved` is None where nobody could say so."""
    work.emit(
        RepairClosed,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            "complaint_id": repair.complaint_id,
            "solved": solved,
            "rating": rating,
        },
    )

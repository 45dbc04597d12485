"""Withdrawing a request before it is done (取消)."""

from typing import Any

from contracts.repairs.cancellation import TooLateToCancel
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.request_types import CancelRepairRequest
from contracts.repairs.requests import NOT_SET_OUT
from contracts.repairs.timeline import RepairAction
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.offers.operations import withdraw
from services.repairs.quotes.queries import latest_quote
from services.repairs.requests.operations import move, publish_closed, take_up
from services.repairs.requests.queries import current_round
from services.repairs.requests.rules import Action
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record


def cancel(uow: UnitOfWork, data: CancelRepairRequest) -> dict[str, Any]:
    """Withdraw a request. Residents may until the engineer sets out, the desk until it is done.

    Raise `IllegalTransition` or `TooLateToCancel`.
    """
    repair = take_up(uow, data["repair_id"])
    set_out = repair.status not in NOT_SET_OUT
    move(repair, Action.CANCEL)
    if set_out and not uow.as_staff():
        raise TooLateToCancel
    withdraw(uow, repair, data["reason"])
    quote = latest_quote(uow, repair.id)
    if quote and quote.status in (QuoteStatus.OFFERED, QuoteStatus.ACCEPTED):
        quote.status = QuoteStatus.SUPERSEDED
    if not set_out:
        current_round(uow, repair).ended_at = uow.now
    record(uow, repair, RepairAction.CANCELLED, reason=data["reason"])
    publish_closed(uow, repair, solved=False)
    return summary(uow, repair)

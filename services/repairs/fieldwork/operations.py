"""On the way, on site, done: what the engineer reports (R02, R04)."""

from typing import Any

from contracts.repairs.events import RepairCompleted, RepairSetOut
from contracts.repairs.fieldwork import QuoteNotAccepted
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.request_types import CompleteRepairRequest, OneRepairRequest
from contracts.repairs.requests import NotYourOrder
from contracts.repairs.timeline import RepairAction
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.charges.operations import charge
from services.repairs.follow_up.rules import window
from services.repairs.policy import RepairPolicy
from services.repairs.quotes.queries import latest_quote
from services.repairs.quotes.rules import forbids_completion
from services.repairs.requests.operations import move, take_up
from services.repairs.requests.queries import current_round
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair, Round
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record


def set_out(uow: UnitOfWork, data: OneRepairRequest) -> dict[str, Any]:
    """The engineer sets out: the response clock stops (以出发时间为标准)."""
    repair, round_ = own_order(uow, data, Action.SET_OUT)
    round_.set_out_at = round_.set_out_at or uow.now  # the first who set out stopped the clock
    record(uow, repair, RepairAction.SET_OUT, kept=round_.set_out_at <= round_.respond_by)
    gone = {"repair_id": repair.id, "number": repair.number, "engineer_id": round_.engineer_id}
    uow.emit(RepairSetOut, repair.id, gone)
    return summary(uow, repair)


def arrive(uow: UnitOfWork, data: OneRepairRequest) -> dict[str, Any]:
    """The engineer is on site; recorded apart from the response."""
    repair, round_ = own_order(uow, data, Action.ARRIVE)
    round_.arrived_at = uow.now
    record(uow, repair, RepairAction.ARRIVED)
    return summary(uow, repair)


def complete(uow: UnitOfWork, data: CompleteRepairRequest) -> dict[str, Any]:
    """The work is done: the follow-up becomes due, accepted chargeable work is charged once.

    Raise `QuoteNotAccepted` for chargeable or quoted work that the resident has not accepted.
    """
    repair, round_ = own_order(uow, data, Action.COMPLETE)
    quote = latest_quote(uow, repair.id)
    if forbids_completion(repair.chargeable, QuoteStatus(quote.status) if quote else None):
        raise QuoteNotAccepted
    follow_up = window(uow.policy(RepairPolicy), uow.now)
    round_.completed_at, round_.result = uow.now, data["result"]
    round_.follow_up_from, round_.follow_up_by = follow_up.opens_at, follow_up.closes_at
    record(uow, repair, RepairAction.COMPLETED, result=data["result"])
    if quote and quote.status == QuoteStatus.ACCEPTED:
        charge(uow, repair, quote)
    uow.emit(
        RepairCompleted,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            **repair.belonging,
            "complaint_id": repair.complaint_id,
            "engineer_id": round_.engineer_id,
            "result": round_.result,
            "public_place": repair.public_place,
            "follow_up_from": round_.follow_up_from,
            "follow_up_by": round_.follow_up_by,
        },
    )
    return summary(uow, repair)


def own_order(uow: UnitOfWork, data: OneRepairRequest, action: Action) -> tuple[Repair, Round]:
    """The repair moved on by its engineer; raise `IllegalTransition` or `NotYourOrder`."""
    repair = take_up(uow, data["repair_id"])
    move(repair, action)
    round_ = current_round(uow, repair)
    if round_.engineer_id != uow.actor.id:
        raise NotYourOrder
    return repair, round_

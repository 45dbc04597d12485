"""On the way, on site, done: what the engineer reports (R02, R04)."""

from typing import Any

from contracts.repairs.codes import QuoteStatus
from contracts.repairs.events import RepairChargeDue, RepairCompleted
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs import views
from services.repairs.domain.follow_up import window
from services.repairs.domain.policy import RepairPolicy
from services.repairs.domain.quotes import forbids_completion
from services.repairs.domain.transitions import Action
from services.repairs.errors import NotYourOrder, QuoteNotAccepted
from services.repairs.operations.progress import current_round, move, record, take_up
from services.repairs.queries.quotes import latest_quote
from services.repairs.tables import Quote, Repair, Round


def set_out(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The engineer sets out: the response clock stops (以出发时间为标准)."""
    repair, round_ = own_order(work, data, Action.SET_OUT)
    round_.set_out_at = work.now
    record(work, repair, "set_out", kept=work.now <= round_.respond_by)
    return views.summary(work, repair)


def arrive(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The engineer is on site; recorded apart from the response."""
    repair, round_ = own_order(work, data, Action.ARRIVE)
    round_.arrived_at = work.now
    record(work, repair, "arrived")
    return views.summary(work, repair)


def complete(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The work is done: the follow-up becomes due, accepted chargeable work is charged once.

    Raise `QuoteNotAccepted` for chargeable or quoted work that the resident has not accepted.
    """
    repair, round_ = own_order(work, data, Action.COMPLETE)
    quote = latest_quote(work, repair.id)
    if forbids_completion(repair.chargeable, QuoteStatus(quote.status) if quote else None):
        raise QuoteNotAccepted
    asked = window(work.policy(RepairPolicy), work.now)
    round_.completed_at, round_.result = work.now, data["result"]
    round_.follow_up_from, round_.follow_up_by = asked.opens_at, asked.closes_at
    record(work, repair, "completed", result=data["result"])
    if quote and quote.status == QuoteStatus.ACCEPTED:
        charge(work, repair, quote)
    work.emit(
        RepairCompleted,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            "complaint_id": repair.complaint_id,
            "engineer_id": round_.engineer_id,
            "result": round_.result,
            "follow_up_from": round_.follow_up_from,
            "follow_up_by": round_.follow_up_by,
        },
    )
    return views.summary(work, repair)


def charge(work: UnitOfWork, repair: Repair, quote: Quote) -> None:
    """Tell billing of the charge; a repair is charged once, its rework is free (R05, B14)."""
    quote.status, quote.charged_at = QuoteStatus.CHARGED, work.now
    record(work, repair, "charge_due", amount=str(quote.amount))
    work.emit(
        RepairChargeDue,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            "amount": quote.amount,
            "lines": quote.lines,
        },
    )


def own_order(work: UnitOfWork, data: dict[str, Any], action: Action) -> tuple[Repair, Round]:
    """The repair moved on by its engineer; raise `IllegalTransition` or `NotYourOrder`."""
    repair = take_up(work, data["repair_id"])
    move(repair, action)
    round_ = current_round(work, repair)
    if round_.engineer_id != work.actor.id:
        raise NotYourOrder
    return repair, round_

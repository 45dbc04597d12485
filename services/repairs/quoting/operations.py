"""Quotes (报价) and the resident's answer (R04)."""

from decimal import Decimal
from typing import Any

from contracts.repairs.events import RepairChargeAgreed, RepairQuoted, RepairQuoteRejected
from contracts.repairs.methods import DISPATCHERS
from contracts.repairs.quotes import AcceptanceMeans, QuoteStatus
from contracts.repairs.quoting import (
    AlreadyCharged,
    NobodyToCharge,
    QuoteDecided,
    QuoteSumWrong,
    SignatureMissing,
)
from contracts.repairs.request_types import (
    AcceptQuoteRequest,
    QuoteRepairRequest,
    RejectQuoteRequest,
)
from contracts.repairs.timeline import RepairAction
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.quotes import rules as quotes
from services.repairs.quotes.queries import latest_quote
from services.repairs.quotes.tables import Quote
from services.repairs.requests.operations import move, take_up
from services.repairs.requests.queries import require_engineer
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record


def quote(uow: UnitOfWork, data: QuoteRepairRequest) -> dict[str, Any]:
    """Say what the work will cost; a newer quote replaces one that is not charged yet.

    Raise `NobodyToCharge` for public places, `AlreadyCharged` for rework, `QuoteSumWrong` where
    the lines do not add up, `NotYourOrder` for an engineer who does not have it.
    """
    repair = take_up(uow, data["repair_id"])
    move(repair, Action.QUOTE)
    if not uow.actor.has(*DISPATCHERS):
        require_engineer(uow, repair)
    if repair.household_id is None:
        raise NobodyToCharge
    before = latest_quote(uow, repair.id)
    if before and before.status in quotes.CHARGED_ONCE:
        raise AlreadyCharged
    if before and before.status in (QuoteStatus.OFFERED, QuoteStatus.ACCEPTED):
        before.status = QuoteStatus.SUPERSEDED
    lines = checked_lines(data)
    uow.session.add(
        Quote(
            id=uow.new_id(),
            repair_id=repair.id,
            position=before.position + 1 if before else 1,
            amount=data["amount"],
            lines=[line.as_json() for line in lines],
            status=QuoteStatus.OFFERED,
            offered_at=uow.now,
            offered_by=uow.actor.name,
        )
    )
    repair.chargeable = True
    notify(uow, RepairQuoted, repair, data["amount"])
    record(uow, repair, RepairAction.QUOTED, amount=str(data["amount"]))
    return summary(uow, repair)


def checked_lines(data: QuoteRepairRequest) -> list[quotes.Line]:
    """The lines, computed; raise `QuoteSumWrong` naming what does not agree."""
    lines = quotes.lines_of(data["amount"], data["lines"])
    total = quotes.total(lines)
    if wrong := quotes.disagreeing(lines, data["lines"]):
        message = "The amount is not quantity × unit price."
        errors = {"lines": {str(index): {"amount": [message]} for index in wrong}}
        raise QuoteSumWrong(errors=errors, sum=str(total))
    if total != data["amount"]:
        raise QuoteSumWrong(field="amount", sum=str(total))
    return lines


def accept_quote(uow: UnitOfWork, data: AcceptQuoteRequest) -> dict[str, Any]:
    """The resident agrees to pay; billing hears of it, but bills only finished work."""
    repair, answered = decide(uow, data, QuoteStatus.ACCEPTED, signed=True)
    notify(uow, RepairChargeAgreed, repair, answered.amount)
    record(
        uow, repair, RepairAction.QUOTE_ACCEPTED, amount=str(answered.amount), means=answered.means
    )
    return summary(uow, repair)


def reject_quote(uow: UnitOfWork, data: RejectQuoteRequest) -> dict[str, Any]:
    """The resident does not agree: a new quote, or cancelling, is what is left."""
    repair, answered = decide(uow, data, QuoteStatus.REJECTED, signed=False)
    notify(uow, RepairQuoteRejected, repair, answered.amount)
    amount = str(answered.amount)
    record(uow, repair, RepairAction.QUOTE_REJECTED, amount=amount, reason=data["reason"])
    return summary(uow, repair)


def notify(uow: UnitOfWork, event: type[Any], repair: Repair, amount: Decimal) -> None:
    """Publish what became of a quote."""
    payload = {"repair_id": repair.id, "number": repair.number, "household_id": repair.household_id}
    uow.emit(event, repair.id, payload | repair.belonging | {"amount": amount})


def decide(
    uow: UnitOfWork, data: AcceptQuoteRequest, status: QuoteStatus, *, signed: bool
) -> tuple[Repair, Quote]:
    """Enter the answer: in-app by the household itself, else as noted by the desk.

    Raise `QuoteDecided` where no quote waits, `SignatureMissing` where the desk has no note of
    the signature that an acceptance needs.
    """
    repair = take_up(uow, data["repair_id"])
    move(repair, Action.DECIDE_QUOTE)
    waiting = latest_quote(uow, repair.id)
    if waiting is None or waiting.status != QuoteStatus.OFFERED:
        raise QuoteDecided
    in_app = repair.household_id in uow.actor.household_ids
    if signed and not in_app and not data["signature_note"]:
        raise SignatureMissing(field="signature_note")
    waiting.status = status
    waiting.means = AcceptanceMeans.IN_APP if in_app else AcceptanceMeans.SIGNATURE
    waiting.signature_note = data["signature_note"]
    waiting.decided_at, waiting.decided_by = uow.now, uow.actor.name
    return repair, waiting

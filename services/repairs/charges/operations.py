"""Charges (收费): accepted work is charged once, and billing says whether it is paid (R04, B14)."""

from sqlalchemy import select

from contracts.billing.event_types import ChargeSettledData
from contracts.repairs.events import RepairChargeDue
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.timeline import RepairAction
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.quotes.queries import latest_quote
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Repair
from services.repairs.timeline.operations import record


def charge(uow: UnitOfWork, repair: Repair, quote: Quote) -> None:
    """Publish the charge; a repair is charged once, its rework is free (R05, B14)."""
    quote.status, quote.charged_at = QuoteStatus.CHARGED, uow.now
    record(uow, repair, RepairAction.CHARGE_DUE, amount=str(quote.amount))
    uow.emit(
        RepairChargeDue,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "household_id": repair.household_id,
            **repair.belonging,
            "amount": quote.amount,
            "lines": quote.lines,
        },
    )


def follow(uow: UnitOfWork, event: Envelope[ChargeSettledData]) -> None:
    """Mark a charge as paid, owed again or taken back, as billing says; others' mean nothing.

    Events may arrive in the wrong order: the one with the highest version has the last word.
    """
    data = event.data
    repair = uow.session.scalar(
        select(Repair)
        .where(Repair.id == data["source_reference"], Repair.household_id == data["household_id"])
        .with_for_update()
    )
    quote = latest_quote(uow, repair.id) if repair else None
    if repair is None or quote is None or (quote.billing_version or 0) >= data["version"]:
        return
    quote.billing_version = data["version"]
    if data["cancelled"]:
        quote.status, quote.paid_at = QuoteStatus.CHARGE_CANCELLED, None
        record(uow, repair, RepairAction.CHARGE_CANCELLED, bill=data["number"])
    elif data["settled"] and quote.status in (QuoteStatus.CHARGED, QuoteStatus.PAID):
        quote.status, quote.paid_at = QuoteStatus.PAID, event.occurred_at
        record(uow, repair, RepairAction.CHARGE_SETTLED, bill=data["number"])
    elif not data["settled"] and quote.status == QuoteStatus.PAID:
        quote.status, quote.paid_at = QuoteStatus.CHARGED, None
        record(uow, repair, RepairAction.CHARGE_REOPENED, bill=data["number"])

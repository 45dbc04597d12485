"""Following up whether charged repairs are paid, from billing's events (R04)."""

from sqlalchemy import select

from contracts.repairs.codes import QuoteStatus
from foundation.messaging.envelope import Envelope
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.operations.progress import record
from services.repairs.queries.quotes import latest_quote
from services.repairs.tables import Repair


def follow(work: UnitOfWork, event: Envelope) -> None:
    """Mark a charge as paid, or as owed again, as billing says; others' charges mean nothing.

    Events may arrive in the wrong order: the one with the highest version has the last word.
    """
    told = event.data
    repair = work.session.scalar(
        select(Repair)
        .where(Repair.id == told["source_reference"], Repair.household_id == told["household_id"])
        .with_for_update()
    )
    quote = latest_quote(work, repair.id) if repair else None
    if repair is None or quote is None or (quote.billing_version or 0) >= told["version"]:
        return
    quote.billing_version = told["version"]
    if told["settled"] and quote.status in (QuoteStatus.CHARGED, QuoteStatus.PAID):
        quote.status, quote.paid_at = QuoteStatus.PAID, event.occurred_at
        record(work, repair, "charge_settled", bill=told["number"])
    elif not told["settled"] and quote.status == QuoteStatus.PAID:
        quote.status, quote.paid_at = QuoteStatus.CHARGED, None
        record(work, repair, "charge_reopened", bill=told["number"])

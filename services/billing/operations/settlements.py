"""Telling when a single charge is settled, by whatever means, and when it is owed (B14)."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import func, select

from contracts.billing.events import ChargeSettled
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.posting import Account, Entry
from services.billing.queries.balances import RECEIVABLE, total
from services.billing.tables import Bill, LedgerEntry


def announce(work: UnitOfWork, booked: Sequence[Entry]) -> None:
    """Tell of each sourced charge that what was just booked took to zero, or away from it.

    The version is the last entry booked on the bill. It grows because whoever books holds the
    household's account; the time of the unit would not do, being taken before that lock.
    """
    moved: dict[str, Decimal] = {}
    for entry in booked:
        if entry.account == Account.RECEIVABLE and entry.bill_id:
            moved[entry.bill_id] = moved.get(entry.bill_id, ZERO) + entry.amount
    if not moved:
        return
    charges = work.session.execute(
        select(Bill, total(), func.max(LedgerEntry.id))
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .where(Bill.id.in_(moved), Bill.source_reference.is_not(None), RECEIVABLE)
        .group_by(Bill.id)
        .order_by(Bill.number)
    )
    for bill, owed, version in charges.all():
        if not crossed(owed - moved[bill.id], owed):
            continue
        work.emit(
            ChargeSettled,
            bill.id,
            {
                "bill_id": bill.id,
                "version": version,
                "number": bill.number,
                "household_id": bill.household_id,
                "source_reference": bill.source_reference,
                "settled": owed <= ZERO,
            },
        )


def crossed(before: Decimal, after: Decimal) -> bool:
    """Whether what is owed came to nothing, or to something."""
    return (before <= ZERO) != (after <= ZERO)

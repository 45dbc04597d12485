"""Telling when a single charge is settled, by whatever means, and when it is owed (B14)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contracts.billing.events import ChargeSettled
from contracts.billing.ledger import Account
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.ledger.queries import RECEIVABLE, total
from services.billing.ledger.rules.posting import LedgerLine
from services.billing.ledger.tables import LedgerEntry


def announce(uow: UnitOfWork, booked: Sequence[LedgerLine]) -> None:
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
    for bill, owed, version in standing(uow, moved):
        if bill.cancelled_at is None and crossed(owed - moved[bill.id], owed):
            notify(uow, bill, version, settled=owed <= ZERO)


def cancelled(uow: UnitOfWork, bill: Bill) -> None:
    """Tell of a sourced charge that was taken back, paid or not (B16)."""
    for _, _, version in standing(uow, [bill.id]):
        notify(uow, bill, version, settled=False, cancelled=True)


def standing(uow: UnitOfWork, bill_ids: Iterable[str]) -> Sequence[Any]:
    """Those of the bills that came from somewhere, each with what is owed and its last entry."""
    return uow.session.execute(
        select(Bill, total(), func.max(LedgerEntry.id))
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .where(Bill.id.in_(bill_ids), Bill.source_reference.is_not(None), RECEIVABLE)
        .group_by(Bill.id)
        .order_by(Bill.number)
    ).all()


def notify(
    uow: UnitOfWork, bill: Bill, version: int, *, settled: bool, cancelled: bool = False
) -> None:
    """Tell what became of a charge."""
    uow.emit(
        ChargeSettled,
        bill.id,
        {
            "bill_id": bill.id,
            "version": version,
            "number": bill.number,
            "household_id": bill.household_id,
            "side": bill.side,
            "member_id": bill.member_id,
            "since": bill.issued_at,
            "source_reference": bill.source_reference,
            "settled": settled,
            "cancelled": cancelled,
        },
    )


def crossed(before: Decimal, after: Decimal) -> bool:
    """Whether what is owed came to nothing, or to something."""
    return (before <= ZERO) != (after <= ZERO)

"""Payments as they are shown, and what has been paid since a moment."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.billing.bills import BillKind
from contracts.billing.ledger import Account
from foundation import replica
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger.tables import LedgerEntry
from services.billing.payments.tables import Payment
from services.billing.voids.tables import PaymentVoid

IDS: Final[Any] = bindparam("ids", expanding=True)
VOIDS: Final = select(PaymentVoid.__table__).where(PaymentVoid.__table__.c.payment_id.in_(IDS))
SETTLED: Final = (
    select(
        LedgerEntry.posting_id, LedgerEntry.account, Bill.id, Bill.number,
        func.sum(LedgerEntry.amount),
    )
    .outerjoin(Bill, Bill.id == LedgerEntry.bill_id)
    .where(LedgerEntry.posting_id.in_(IDS))
    .where(LedgerEntry.account.in_([Account.RECEIVABLE, Account.CREDIT]))
    .group_by(LedgerEntry.posting_id, LedgerEntry.account, Bill.id, Bill.number)
    .order_by(func.min(LedgerEntry.id))
)  # fmt: skip
PAID: Final = (
    select(
        LedgerEntry.line_id,
        func.sum(LedgerEntry.amount).label("amount"),
        func.min(LedgerEntry.id).label("first"),
    )
    .where(LedgerEntry.posting_id == bindparam("posting_id"))
    .where(LedgerEntry.account == Account.RECEIVABLE)
    .group_by(LedgerEntry.line_id)
    .subquery()
)
ITEMS: Final = (
    select(BillLine.__table__, Bill.number, Bill.kind, Bill.period, PAID.c.amount.label("paid"))
    .join(PAID, PAID.c.line_id == BillLine.id)
    .join(Bill, Bill.id == BillLine.bill_id)
    .order_by(PAID.c.first)
)


def views(uow: UnitOfWork, payments: Sequence[Payment]) -> list[dict[str, Any]]:
    """Payments with what they settled, what became credit, and their voiding.

    A payment names every bill that it paid, also one from before the reader came.
    """
    postings = [payment.posting_id for payment in payments]
    with uow.beyond_sight():
        allocations, credit = settled(uow, postings)
    found = uow.rows(VOIDS, ids=[payment.id for payment in payments])
    voids = {void.payment_id: void for void in found}
    homes = places(uow, {payment.household_id for payment in payments})
    return [
        {column.key: getattr(payment, column.key) for column in Payment.__table__.columns}
        | {
            "allocations": allocations.get(payment.posting_id, []),
            "credit": credit.get(payment.posting_id, ZERO),
            "voided": voids.get(payment.id),
            "taken_by": cashier(payment),
        }
        | homes[payment.household_id]
        for payment in payments
    ]


def cashier(payment: Payment) -> str | None:
    """Who took the money; nobody, where it was paid online."""
    return None if payment.online else payment.taken_by


def places(uow: UnitOfWork, household_ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Building and unit of households."""
    found = replica.households(uow, ids=household_ids)
    return {home.household_id: {"building": home.building, "unit": home.unit} for home in found}


def items(uow: UnitOfWork, payment: Payment) -> list[dict[str, Any]]:
    """What a payment paid, line by line of the bills, in the order in which it was booked."""
    with uow.beyond_sight():
        lines = uow.rows(ITEMS, posting_id=payment.posting_id)
    return [
        {
            "bill_id": line.bill_id,
            "bill_number": line.number,
            "item": line.item,
            "item_en": line.item_en,
            "component": line.component,
            "period": line.for_period or (line.period if line.kind == BillKind.PERIOD else None),
            "amount": -line.paid,
        }
        for line in lines
    ]


def settled(
    uow: UnitOfWork, postings: Sequence[str]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Decimal]]:
    """By posting: what went to which bill, in the order in which it was booked; and credit."""
    rows = uow.rows(SETTLED, ids=postings)
    allocations: dict[str, list[dict[str, Any]]] = {}
    credit: dict[str, Decimal] = {}
    for posting_id, account, bill_id, number, amount in rows:
        if account == Account.CREDIT:
            credit[posting_id] = -amount
        else:
            part = {"bill_id": bill_id, "number": number, "amount": -amount}
            allocations.setdefault(posting_id, []).append(part)
    return allocations, credit

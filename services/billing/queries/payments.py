"""Payments as they are shown, and what has been paid since a moment."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from foundation import replica
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.posting import Account
from services.billing.tables import Bill, LedgerEntry, Payment, PaymentVoid


def paid_since(work: UnitOfWork, household_id: str, moment: datetime) -> Decimal:
    """What a household has paid since `moment` and not been given back."""
    statement = (
        select(func.coalesce(func.sum(Payment.amount), ZERO))
        .outerjoin(PaymentVoid)
        .where(Payment.household_id == household_id, Payment.taken_at >= moment)
        .where(PaymentVoid.payment_id.is_(None))
    )
    return work.session.scalar(statement) or ZERO


def views(work: UnitOfWork, payments: Sequence[Payment]) -> list[dict[str, Any]]:
    """Payments with what they settled, what became credit, and their voiding."""
    postings = [payment.posting_id for payment in payments]
    allocations, credit = settled(work, postings)
    voids = {
        void.payment_id: void
        for void in work.session.scalars(
            select(PaymentVoid).where(PaymentVoid.payment_id.in_([one.id for one in payments]))
        )
    }
    homes = places(work, {payment.household_id for payment in payments})
    return [
        {column.key: getattr(payment, column.key) for column in Payment.__table__.columns}
        | {
            "allocations": allocations.get(payment.posting_id, []),
            "credit": credit.get(payment.posting_id, ZERO),
            "voided": voids.get(payment.id),
        }
        | homes[payment.household_id]
        for payment in payments
    ]


def places(work: UnitOfWork, household_ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """Building and unit of households."""
    found = replica.households(work, ids=household_ids)
    return {home.household_id: {"building": home.building, "unit": home.unit} for home in found}


def settled(
    work: UnitOfWork, postings: Sequence[str]
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Decimal]]:
    """By posting: what went to which bill, in the order in which it was booked; and credit."""
    first = func.min(LedgerEntry.id)
    rows = work.session.execute(
        select(
            LedgerEntry.posting_id, LedgerEntry.account, Bill.id, Bill.number,
            func.sum(LedgerEntry.amount),
        )
        .outerjoin(Bill, Bill.id == LedgerEntry.bill_id)
        .where(LedgerEntry.posting_id.in_(postings))
        .where(LedgerEntry.account.in_([Account.RECEIVABLE, Account.CREDIT]))
        .group_by(LedgerEntry.posting_id, LedgerEntry.account, Bill.id, Bill.number)
        .order_by(first)
    )  # fmt: skip
    allocations: dict[str, list[dict[str, Any]]] = {}
    credit: dict[str, Decimal] = {}
    for posting_id, account, bill_id, number, amount in rows:
        if account == Account.CREDIT:
            credit[posting_id] = -amount
        else:
            part = {"bill_id": bill_id, "number": number, "amount": -amount}
            allocations.setdefault(posting_id, []).append(part)
    return allocations, credit

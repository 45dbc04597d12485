"""What a household has paid since a moment, and what of some bills is settled (B13)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.ledger.queries import PAYING, RECEIVABLE, WRITING_OFF, open_bills, total
from services.billing.ledger.tables import LedgerEntry
from services.billing.payments.tables import Payment
from services.billing.voids.tables import PaymentVoid


def paid_since(uow: UnitOfWork, household_id: str, moment: datetime) -> Decimal:
    """What a household has paid since `moment` and not been given back."""
    statement = (
        select(func.coalesce(func.sum(Payment.amount), ZERO))
        .outerjoin(PaymentVoid)
        .where(Payment.household_id == household_id, Payment.taken_at >= moment)
        .where(PaymentVoid.payment_id.is_(None))
    )
    return uow.session.scalar(statement) or ZERO


def owing(uow: UnitOfWork, household_id: str) -> list[Any]:
    """Bills of a household on which something is owed, oldest first: see `open_bills`."""
    statement = open_bills().where(Bill.household_id == household_id)
    return list(uow.session.execute(statement.order_by(Bill.due_date, Bill.number)))


def owed_on(uow: UnitOfWork, bill_ids: Sequence[str]) -> Decimal:
    """What is owed on some bills together."""
    statement = select(total()).where(RECEIVABLE, LedgerEntry.bill_id.in_(bill_ids))
    return uow.session.scalar(statement) or ZERO


def settled_since(uow: UnitOfWork, bill_ids: Sequence[str], moment: datetime) -> Decimal:
    """What of some bills has been paid, met by credit or given up since a moment."""
    statement = select(-total((*PAYING, *WRITING_OFF))).where(
        RECEIVABLE, LedgerEntry.bill_id.in_(bill_ids), LedgerEntry.at >= moment
    )
    return uow.session.scalar(statement) or ZERO

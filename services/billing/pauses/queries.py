"""What a household has paid since a moment, and what of some bills is settled (B13)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.ledger.queries import PAYING, RECEIVABLE, WRITING_OFF, open_bills, total
from services.billing.ledger.tables import LedgerEntry
from services.billing.payments.tables import Payment
from services.billing.voids.tables import PaymentVoid

IDS: Final[Any] = bindparam("ids", expanding=True)
MOMENT: Final[Any] = bindparam("moment")
PAID: Final = (
    select(func.coalesce(func.sum(Payment.amount), ZERO))
    .outerjoin(PaymentVoid)
    .where(Payment.household_id == bindparam("household_id"), Payment.taken_at >= MOMENT)
    .where(PaymentVoid.payment_id.is_(None))
)
OWING: Final = (
    open_bills()
    .where(Bill.household_id == bindparam("household_id"))
    .order_by(Bill.due_date, Bill.number)
)
OWED: Final = select(total()).where(RECEIVABLE, LedgerEntry.bill_id.in_(IDS))
SETTLED: Final = select(-total((*PAYING, *WRITING_OFF))).where(
    RECEIVABLE, LedgerEntry.bill_id.in_(IDS), LedgerEntry.at >= MOMENT
)


def paid_since(uow: UnitOfWork, household_id: str, moment: datetime) -> Decimal:
    """What a household has paid since `moment` and not been given back."""
    ((paid,),) = uow.rows(PAID, household_id=household_id, moment=moment)
    return Decimal(paid)


def owing(uow: UnitOfWork, household_id: str) -> Sequence[Any]:
    """Bills of a household on which something is owed, oldest first: see `open_bills`."""
    return uow.rows(OWING, household_id=household_id)


def owed_on(uow: UnitOfWork, bill_ids: Sequence[str]) -> Decimal:
    """What is owed on some bills together."""
    ((owed,),) = uow.rows(OWED, ids=bill_ids)
    return Decimal(owed)


def settled_since(uow: UnitOfWork, bill_ids: Sequence[str], moment: datetime) -> Decimal:
    """What of some bills has been paid, met by credit or given up since a moment."""
    ((settled,),) = uow.rows(SETTLED, ids=bill_ids, moment=moment)
    return Decimal(settled)

"""Receipts (收据) as they are printed (B07)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.billing.request_types import GetReceiptRequest
from foundation.chinese_amount import in_words
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.payments.queries import items, views
from services.billing.payments.tables import Payment

BY_NUMBER: Final = select(Payment.__table__).where(
    Payment.__table__.c.receipt_number == bindparam("number")
)


def get(uow: UnitOfWork, data: GetReceiptRequest) -> dict[str, Any]:
    """A receipt by its number; a resident's own."""
    found = uow.rows(BY_NUMBER, number=data["receipt_number"])
    if not found:
        raise NotFound
    (payment,) = found
    return views(uow, [payment])[0] | {
        "items": items(uow, payment),
        "amount_in_words": in_words(payment.amount),
    }

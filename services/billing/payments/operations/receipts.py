"""Receipts (收据) as they are printed (B07)."""

from typing import Any

from sqlalchemy import select

from contracts.billing.request_types import GetReceiptRequest, NothingRequest
from foundation.chinese_amount import in_words
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.payments.queries import items, views
from services.billing.payments.tables import Payment
from services.billing.signatories.queries import sender


def get(uow: UnitOfWork, data: GetReceiptRequest) -> dict[str, Any]:
    """A receipt by its number; a resident's own."""
    number = data["receipt_number"]
    payment = uow.session.scalar(select(Payment).where(Payment.receipt_number == number))
    if payment is None:
        raise NotFound
    return views(uow, [payment])[0] | {
        "head": head(uow, {}),
        "items": items(uow, payment),
        "amount_in_words": in_words(payment.amount),
    }


def head(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Whose papers these are (P10)."""
    signer = sender(uow)
    return {
        "company": signer.company,
        "community": signer.community,
        "telephone": signer.telephone,
    }

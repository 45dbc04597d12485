"""Receipts (收据) as they are printed (B07)."""

from typing import Any

from sqlalchemy import select

from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.chinese_amount import in_words
from services.billing.queries.payments import views
from services.billing.tables import Payment


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """A receipt by its number; a resident's own."""
    number = data["receipt_number"]
    payment = work.session.scalar(select(Payment).where(Payment.receipt_number == number))
    if payment is None:
        raise NotFound
    work.actor.require_household(payment.household_id)
    return views(work, [payment])[0] | {"amount_in_words": in_words(payment.amount)}

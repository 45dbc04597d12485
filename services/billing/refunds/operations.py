"""Refunds (退款): credit is paid out once a second person approves (B10)."""

from collections.abc import Sequence
from typing import Any

from contracts.billing.ledger import PostingKind
from contracts.billing.payments import PaymentMethod
from contracts.billing.refunds import CreditTooSmall, RefundDecided, RefundStatus
from contracts.billing.request_types import (
    DecideRefundRequest,
    ListRefundsRequest,
    RequestRefundRequest,
)
from foundation import replica
from foundation.storage import decisions
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, post
from services.billing.ledger.rules import posting
from services.billing.payments.queries import places
from services.billing.refunds.tables import Refund


def request(uow: UnitOfWork, data: RequestRefundRequest) -> dict[str, Any]:
    """Ask for credit to be paid out; nothing is booked yet."""
    household = replica.household(uow, data["household_id"])
    lock_accounts(uow, [household.household_id])
    require_credit(uow, household.household_id, data["amount"])
    refund = decisions.request(
        uow,
        Refund,
        household_id=household.household_id,
        amount=data["amount"],
        method=data["method"],
        reason=data["reason"],
        posting_id=None,
    )
    uow.subject("refund", refund.id)
    return shown(uow, [refund])[0]


def decide(uow: UnitOfWork, data: DecideRefundRequest) -> dict[str, Any]:
    """Approve (and book) or reject a refund; the credit is looked at again."""
    refund = uow.load(Refund, data["refund_id"])
    decisions.require_decidable(uow, refund, RefundDecided)
    approved: bool = data["approve"]
    status = RefundStatus.PAID_OUT if approved else RefundStatus.REJECTED
    decisions.decide(uow, refund, status, data["remark"])
    uow.subject("refund", refund.id)
    if approved:
        lock_accounts(uow, [refund.household_id])
        require_credit(uow, refund.household_id, refund.amount)
        refund.posting_id = post(
            uow,
            Posting(
                PostingKind.REFUND,
                refund.household_id,
                refund.id,
                posting.refund(PaymentMethod(refund.method), refund.amount),
                source=f"refund:{refund.id}",
                reason=refund.reason,
            ),
        )
    return shown(uow, [refund])[0]


def require_credit(uow: UnitOfWork, household_id: str, amount: Any) -> None:
    """Raise `CreditTooSmall` unless there is that much credit."""
    credit = balances.credit_of(uow, household_id)
    if credit < amount:
        raise CreditTooSmall(field="amount", credit=str(credit))


REFUNDS = listing(Refund, "household_id", "status")


def list_refunds(uow: UnitOfWork, data: ListRefundsRequest) -> dict[str, Any]:
    """Refunds, newest first."""
    found = REFUNDS.page(uow, data)
    return found | {"items": shown(uow, found["items"])}


def shown(uow: UnitOfWork, refunds: Sequence[Refund]) -> list[dict[str, Any]]:
    """Refunds with the unit that they are for."""
    homes = places(uow, {refund.household_id for refund in refunds})
    return [
        {column.key: getattr(refund, column.key) for column in Refund.__table__.columns}
        | homes[refund.household_id]
        | {"decides": decisions.decides(uow, refund)}
        for refund in refunds
    ]

"""Refunds (退款): credit is paid out once a second person approves (B10)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from contracts.billing.codes import PaymentMethod, PostingKind, RefundStatus
from contracts.billing.refusals import CreditTooSmall, RefundDecided
from foundation import replica
from foundation.storage import decisions
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, post
from services.billing.ledger.rules import posting
from services.billing.payments.queries import places
from services.billing.refunds.tables import Refund


def request(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Ask for credit to be paid out; nothing is booked yet."""
    household = replica.household(work, data["household_id"])
    lock_accounts(work, [household.household_id])
    require_credit(work, household.household_id, data["amount"])
    refund = decisions.request(
        work,
        Refund,
        household_id=household.household_id,
        amount=data["amount"],
        method=data["method"],
        reason=data["reason"],
        posting_id=None,
    )
    work.subject("refund", refund.id)
    return shown(work, [refund])[0]


def decide(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Approve (and book) or reject a refund; the credit is looked at again."""
    refund = work.load(Refund, data["refund_id"])
    decisions.require_decidable(work, refund, RefundDecided)
    approved: bool = data["approve"]
    status = RefundStatus.PAID_OUT if approved else RefundStatus.REJECTED
    decisions.decide(work, refund, status, data["remark"])
    work.subject("refund", refund.id)
    if approved:
        lock_accounts(work, [refund.household_id])
        require_credit(work, refund.household_id, refund.amount)
        refund.posting_id = post(
            work,
            Posting(
                PostingKind.REFUND,
                refund.household_id,
                refund.id,
                posting.refund(PaymentMethod(refund.method), refund.amount),
                source=f"refund:{refund.id}",
                reason=refund.reason,
            ),
        )
    return shown(work, [refund])[0]


def require_credit(work: UnitOfWork, household_id: str, amount: Any) -> None:
    """Raise `CreditTooSmall` unless there is that much credit."""
    credit = balances.credit_of(work, household_id)
    if credit < amount:
        raise CreditTooSmall(field="amount", credit=str(credit))


def list_refunds(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Refunds, newest first."""
    statement = select(Refund)
    for column in ("household_id", "status"):
        if wanted := data[column]:
            statement = statement.where(getattr(Refund, column) == wanted)
    found = page(work, statement, Refund.id, data)
    return found | {"items": shown(work, found["items"])}


def shown(work: UnitOfWork, refunds: Sequence[Refund]) -> list[dict[str, Any]]:
    """Refunds with the unit that they are for."""
    homes = places(work, {refund.household_id for refund in refunds})
    return [
        {column.key: getattr(refund, column.key) for column in Refund.__table__.columns}
        | homes[refund.household_id]
        for refund in refunds
    ]

"""Voiding a receipt (收据作废): a reversal by a second person; the number stays used (B07)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contracts.billing.codes import PostingKind, VoidRequestStatus
from contracts.billing.events import PaymentVoided
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain import posting
from services.billing.domain.posting import Account, Entry
from services.billing.errors import AlreadyVoided, CreditAlreadyRefunded, SecondPersonNeeded
from services.billing.operations.debtors import reconsider
from services.billing.operations.ledger import Posting, entries_of, lock_accounts, post
from services.billing.queries import balances
from services.billing.queries.payments import views
from services.billing.queries.void_requests import waiting
from services.billing.tables import Bill, LedgerEntry, Payment, PaymentVoid, VoidRequest


def void(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Void a receipt: what it had paid is owed again, credit that it had given is taken back.

    Whoever has asked for it has got it: a request that waits is settled.
    """
    payment = work.load(Payment, data["payment_id"])
    lock_accounts(work, [payment.household_id])
    if work.actor.id == payment.taken_by_id:
        raise SecondPersonNeeded
    if work.session.get(PaymentVoid, payment.id):
        raise AlreadyVoided(number=payment.receipt_number)
    reversal = Posting(
        PostingKind.PAYMENT_VOIDED,
        payment.household_id,
        payment.receipt_number,
        posting.reverse(entries_of(work, payment.posting_id)),
        reverses=payment.posting_id,
        reason=data["reason"],
    )
    posting_id = post(work, reversal)
    take_credit_back(work, payment)
    work.session.add(
        PaymentVoid(
            payment_id=payment.id,
            at=work.now,
            by_id=work.actor.id,
            by=work.actor.name,
            reason=data["reason"],
            posting_id=posting_id,
        )
    )
    if asked := waiting(work, payment.id):
        settle(work, asked, VoidRequestStatus.VOIDED)
    work.session.flush()
    work.subject("payment", payment.id)
    work.emit(
        PaymentVoided,
        payment.id,
        {
            "payment_id": payment.id,
            "receipt_number": payment.receipt_number,
            "household_id": payment.household_id,
            "amount": payment.amount,
        },
    )
    reconsider(work, payment.household_id)
    return views(work, [payment])[0]


def settle(work: UnitOfWork, asked: VoidRequest, status: VoidRequestStatus) -> None:
    """Close a request to void: whoever acts now has decided on it."""
    asked.status = status
    asked.decided_by, asked.decided_at = work.actor.name, work.now


def take_credit_back(work: UnitOfWork, payment: Payment) -> None:
    """Undo as much use of credit as there is now too little of, latest bill first."""
    missing = -balances.credit_of(work, payment.household_id)
    if missing <= 0:
        return
    entries = []
    for bill_id, line_id, used in credit_used(work, payment.household_id):
        part = min(missing, used)
        if part > 0:
            entries.append(Entry(Account.RECEIVABLE, part, bill_id, line_id))
            missing -= part
    if missing > 0:
        raise CreditAlreadyRefunded
    returned = sum((entry.amount for entry in entries), ZERO)
    entries.append(Entry(Account.CREDIT, -returned))
    post(
        work,
        Posting(PostingKind.CREDIT_RETURNED, payment.household_id, payment.receipt_number, entries),
    )


def credit_used(work: UnitOfWork, household_id: str) -> list[tuple[str, str, Decimal]]:
    """Lines that credit has paid, latest due date first: bill, line, yuan."""
    kinds = (PostingKind.CREDIT_USED, PostingKind.CREDIT_RETURNED)
    rows = work.session.execute(
        select(LedgerEntry.bill_id, LedgerEntry.line_id, func.sum(LedgerEntry.amount))
        .join(Bill, Bill.id == LedgerEntry.bill_id)
        .where(LedgerEntry.household_id == household_id, balances.RECEIVABLE)
        .where(LedgerEntry.kind.in_(kinds))
        .group_by(LedgerEntry.bill_id, LedgerEntry.line_id, Bill.due_date, Bill.number)
        .order_by(Bill.due_date.desc(), Bill.number.desc(), LedgerEntry.line_id)
    )
    return [(str(row[0]), str(row[1]), -row[2]) for row in rows]

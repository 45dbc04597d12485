"""Voiding a receipt (收据作废): a reversal by a second person; the number stays used (B07)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from contracts.billing.events import PaymentVoided
from contracts.billing.ledger import PostingKind
from contracts.billing.request_types import VoidPaymentRequest
from contracts.billing.voids import AlreadyVoided, VoidRequestStatus
from foundation.second_person import require_second_person
from foundation.storage import decisions
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.bills.tables import Bill
from services.billing.credit.operations import take_credit_back
from services.billing.ledger.operations.booking import Posting, entries_of, lock_accounts, post_many
from services.billing.ledger.rules import posting
from services.billing.ledger.rules.posting import LedgerLine
from services.billing.payments.queries import views
from services.billing.payments.tables import Payment
from services.billing.voids.queries import waiting
from services.billing.voids.tables import PaymentVoid


def void(uow: UnitOfWork, data: VoidPaymentRequest) -> dict[str, Any]:
    """Void a receipt: what it had paid is owed again, credit that it had given is taken back.

    Whoever has asked for it has got it: a request that waits is settled.
    """
    payment = uow.load(Payment, data["payment_id"])
    lock_accounts(uow, [payment.household_id])
    require_second_person(uow.actor, payment.taken_by_id)
    if uow.session.get(PaymentVoid, payment.id):
        raise AlreadyVoided(number=payment.receipt_number)
    reversed_entries = posting.reverse(entries_of(uow, payment.posting_id))
    reversal = Posting(
        PostingKind.PAYMENT_VOIDED,
        payment.household_id,
        payment.receipt_number,
        reversed_entries,
        reverses=payment.posting_id,
        reason=data["reason"],
    )
    posting_id, *_ = post_many(uow, [reversal, *released_before(uow, payment, reversed_entries)])
    take_credit_back(uow, payment.household_id, payment.receipt_number)
    uow.session.add(
        PaymentVoid(
            payment_id=payment.id,
            at=uow.now,
            by_id=uow.actor.id,
            by=uow.actor.name,
            reason=data["reason"],
            posting_id=posting_id,
        )
    )
    if request := waiting(uow, payment.id):
        decisions.decide(uow, request, VoidRequestStatus.VOIDED)
    uow.session.flush()
    uow.subject("payment", payment.id)
    uow.emit(
        PaymentVoided,
        payment.id,
        {
            "payment_id": payment.id,
            "receipt_number": payment.receipt_number,
            "household_id": payment.household_id,
            "side": payment.side,
            "member_id": payment.member_id,
            "since": payment.taken_at,
            "amount": payment.amount,
        },
    )
    reconsider(uow, payment.household_id)
    return views(uow, [payment])[0]


def released_before(
    uow: UnitOfWork, payment: Payment, reversed_entries: Sequence[LedgerLine]
) -> list[Posting]:
    """What the payment had paid on bills that were cancelled since is credit: it is taken there."""
    ids = {entry.bill_id for entry in reversed_entries if entry.bill_id}
    cancelled = set(
        uow.session.scalars(select(Bill.id).where(Bill.id.in_(ids), Bill.cancelled_at.is_not(None)))
    )
    back = [entry for entry in reversed_entries if entry.bill_id in cancelled]
    if not back:
        return []
    entries = posting.release(
        (entry.bill_id or "", entry.line_id or "", entry.amount) for entry in back
    )
    kind = PostingKind.PAYMENT_RELEASED
    return [Posting(kind, payment.household_id, payment.receipt_number, entries)]

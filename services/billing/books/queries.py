"""The ledger against the papers, household by household (B09)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contracts.billing.ledger import PostingKind
from contracts.billing.refunds import RefundStatus
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger.queries import CHARGING, RECEIVABLE, WRITING_OFF, total
from services.billing.ledger.rules.posting import MONEY_ACCOUNTS, Account
from services.billing.ledger.tables import LedgerEntry, LedgerPosting
from services.billing.payments.tables import Payment
from services.billing.refunds.tables import Refund
from services.billing.voids.tables import PaymentVoid

By = dict[str, Decimal]
"""Yuan by household."""
PAID = (PostingKind.PAYMENT, PostingKind.PAYMENT_VOIDED)
CREDITED = (
    PostingKind.CREDIT_USED,
    PostingKind.CREDIT_RETURNED,
    PostingKind.OFFSET,
    PostingKind.PAYMENT_RELEASED,
)
MONEY = LedgerEntry.account.in_(list(MONEY_ACCOUNTS.values()))


@dataclass(frozen=True)
class Totals:
    """billed = paid + credited + written off + outstanding, in yuan."""

    billed: Decimal
    paid: Decimal
    credited: Decimal
    written_off: Decimal
    outstanding: Decimal

    @property
    def gap(self) -> Decimal:
        """What the identity is off by."""
        return self.billed - self.paid - self.credited - self.written_off - self.outstanding


def totals(uow: UnitOfWork) -> dict[str, Totals]:
    """What the ledger says of each household."""
    rows = uow.session.execute(
        select(
            LedgerEntry.household_id,
            total(CHARGING),
            -total(PAID),
            -total(CREDITED),
            -total(WRITING_OFF),
            total(),
        )
        .where(RECEIVABLE)
        .group_by(LedgerEntry.household_id)
    )
    return {row[0]: Totals(*row[1:]) for row in rows}


def by_household(uow: UnitOfWork, statement: Any) -> By:
    """A two-column statement as a mapping."""
    return {row[0]: row[1] for row in uow.session.execute(statement)}


def ledger_sum(uow: UnitOfWork, kinds: Sequence[PostingKind], condition: Any) -> By:
    """What was booked, by household."""
    return by_household(
        uow,
        select(LedgerEntry.household_id, total())
        .where(condition, LedgerEntry.kind.in_(kinds))
        .group_by(LedgerEntry.household_id),
    )


def billed_on_paper(uow: UnitOfWork) -> By:
    """The lines of all bills that stand; late charges stand in the ledger alone."""
    return by_household(
        uow,
        select(Bill.household_id, func.sum(BillLine.amount))
        .join(BillLine, BillLine.bill_id == Bill.id)
        .where(Bill.cancelled_at.is_(None))
        .group_by(Bill.household_id),
    )


def paid_on_paper(uow: UnitOfWork) -> By:
    """Receipts that are not voided."""
    return by_household(
        uow,
        select(Payment.household_id, func.sum(Payment.amount))
        .outerjoin(PaymentVoid)
        .where(PaymentVoid.payment_id.is_(None))
        .group_by(Payment.household_id),
    )


def refunded_on_paper(uow: UnitOfWork) -> By:
    """Refunds paid out."""
    return by_household(
        uow,
        select(Refund.household_id, func.sum(Refund.amount))
        .where(Refund.status == RefundStatus.PAID_OUT)
        .group_by(Refund.household_id),
    )


def unbalanced(uow: UnitOfWork) -> By:
    """Postings whose entries do not sum up to nothing: what they are off by, by household."""
    each = (
        select(LedgerPosting.household_id, total().label("off"))
        .outerjoin(LedgerEntry, LedgerEntry.posting_id == LedgerPosting.id)
        .group_by(LedgerPosting.id)
        .having(total() != ZERO)
        .subquery()
    )
    return by_household(
        uow, select(each.c.household_id, func.max(each.c.off)).group_by(each.c.household_id)
    )


def below_zero(uow: UnitOfWork) -> By:
    """Bills on which less than nothing is owed, by household."""
    each = (
        select(LedgerEntry.household_id, total().label("owed"))
        .where(RECEIVABLE)
        .group_by(LedgerEntry.household_id, LedgerEntry.line_id)
        .having(total() < ZERO)
        .subquery()
    )
    return by_household(
        uow, select(each.c.household_id, func.min(each.c.owed)).group_by(each.c.household_id)
    )


def credit_below_zero(uow: UnitOfWork) -> By:
    """Households that have used more credit than they had."""
    return by_household(
        uow,
        select(LedgerEntry.household_id, -total())
        .where(LedgerEntry.account == Account.CREDIT)
        .group_by(LedgerEntry.household_id)
        .having(total() > ZERO),
    )

"""The ledger against the papers, household by household (B09)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import ColumnElement, Executable, Select, func, select

from contracts.billing.ledger import Account, PostingKind
from contracts.billing.refunds import RefundStatus
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.ledger.queries import CHARGING, RECEIVABLE, WRITING_OFF, total
from services.billing.ledger.rules.posting import MONEY_ACCOUNTS
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
HOUSEHOLD: Final = LedgerEntry.household_id
TOTALS: Final = (
    select(HOUSEHOLD, total(CHARGING), -total(PAID), -total(CREDITED), -total(WRITING_OFF), total())
    .where(RECEIVABLE)
    .group_by(HOUSEHOLD)
)


def booked(condition: ColumnElement[bool], *kinds: PostingKind) -> Select[str, Decimal]:
    """What was booked, by household."""
    found = select(HOUSEHOLD, total()).where(condition, LedgerEntry.kind.in_(kinds))
    return found.group_by(HOUSEHOLD)


BILLED: Final = booked(RECEIVABLE, PostingKind.BILL, PostingKind.BILL_CANCELLED)
RECEIVED: Final = booked(MONEY, *PAID)
PAID_OUT: Final = booked(MONEY, PostingKind.REFUND)
BILLED_ON_PAPER: Final = (
    select(Bill.household_id, func.sum(BillLine.amount))
    .join(BillLine, BillLine.bill_id == Bill.id)
    .where(Bill.cancelled_at.is_(None))
    .group_by(Bill.household_id)
)
"""The lines of all bills that stand; late charges stand in the ledger alone."""
PAID_ON_PAPER: Final = (
    select(Payment.household_id, func.sum(Payment.amount))
    .outerjoin(PaymentVoid)
    .where(PaymentVoid.payment_id.is_(None))
    .group_by(Payment.household_id)
)
"""Receipts that are not voided."""
REFUNDED_ON_PAPER: Final = (
    select(Refund.household_id, func.sum(Refund.amount))
    .where(Refund.status == RefundStatus.PAID_OUT)
    .group_by(Refund.household_id)
)
"""Refunds paid out."""
POSTINGS: Final = (
    select(LedgerPosting.household_id, total().label("off"))
    .outerjoin(LedgerEntry, LedgerEntry.posting_id == LedgerPosting.id)
    .group_by(LedgerPosting.id)
    .having(total() != ZERO)
    .subquery()
)
UNBALANCED: Final = select(POSTINGS.c.household_id, func.max(POSTINGS.c.off)).group_by(
    POSTINGS.c.household_id
)
"""Postings whose entries do not sum up to nothing: what they are off by, by household."""
LINES: Final = (
    select(HOUSEHOLD, total().label("owed"))
    .where(RECEIVABLE)
    .group_by(HOUSEHOLD, LedgerEntry.line_id)
    .having(total() < ZERO)
    .subquery()
)
BELOW_ZERO: Final = select(LINES.c.household_id, func.min(LINES.c.owed)).group_by(
    LINES.c.household_id
)
"""Bills on which less than nothing is owed, by household."""
CREDIT_BELOW_ZERO: Final = (
    select(HOUSEHOLD, -total())
    .where(LedgerEntry.account == Account.CREDIT)
    .group_by(HOUSEHOLD)
    .having(total() > ZERO)
)
"""Households that have used more credit than they had."""


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
    return {row[0]: Totals(*row[1:]) for row in uow.rows(TOTALS)}


def by_household(uow: UnitOfWork, statement: Executable) -> By:
    """A two-column statement as a mapping."""
    return {row[0]: row[1] for row in uow.rows(statement)}

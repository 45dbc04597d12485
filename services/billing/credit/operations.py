"""Credit (预存): it meets debts by itself (B18), and is taken back with what gave it (B07).

Whatever is booked now leaves nobody with credit beside debts; the books of releases before may have
left some.
"""

import logging
from collections.abc import Collection, Sequence
from decimal import Decimal

from sqlalchemy import func, select

from contracts.billing.credit import CreditAlreadyRefunded
from contracts.billing.ledger import Account, PostingKind
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.bills.tables import Bill
from services.billing.ledger import queries as balances
from services.billing.ledger.operations.booking import Posting, lock_accounts, meet, post
from services.billing.ledger.rules.posting import LedgerLine
from services.billing.ledger.tables import LedgerEntry

log = logging.getLogger(__name__)


def settle(uow: UnitOfWork, household_ids: Collection[str]) -> None:
    """Let credit meet debt, and dunning follow. The accounts must be locked."""
    for household_id in meet(uow, household_ids):
        reconsider(uow, household_id)
        log.warning("credit of household %s has met what it owed", household_id)


def settle_everywhere(uow: UnitOfWork, among: Sequence[str] | None = None) -> None:
    """Do so for whoever has both; `among` some households, if given."""
    ids = balances.beside_each_other(uow, among).keys()
    lock_accounts(uow, ids)
    settle(uow, ids)


def take_credit_back(uow: UnitOfWork, household_id: str, reference: str) -> None:
    """Undo as much use of credit as there is now too little of, latest bill first."""
    missing = -balances.credit_of(uow, household_id)
    if missing <= 0:
        return
    entries = []
    for bill_id, line_id, used in credit_used(uow, household_id):
        part = min(missing, used)
        if part > 0:
            entries.append(LedgerLine(Account.RECEIVABLE, part, bill_id, line_id))
            missing -= part
    if missing > 0:
        raise CreditAlreadyRefunded
    returned = sum((entry.amount for entry in entries), ZERO)
    entries.append(LedgerLine(Account.CREDIT, -returned))
    post(
        uow,
        Posting(PostingKind.CREDIT_RETURNED, household_id, reference, entries),
    )


def credit_used(uow: UnitOfWork, household_id: str) -> list[tuple[str, str, Decimal]]:
    """Lines that credit has paid, latest due date first: bill, line, yuan."""
    kinds = (PostingKind.CREDIT_USED, PostingKind.CREDIT_RETURNED)
    rows = uow.session.execute(
        select(LedgerEntry.bill_id, LedgerEntry.line_id, func.sum(LedgerEntry.amount))
        .join(Bill, Bill.id == LedgerEntry.bill_id)
        .where(LedgerEntry.household_id == household_id, balances.RECEIVABLE)
        .where(LedgerEntry.kind.in_(kinds), Bill.cancelled_at.is_(None))
        .group_by(LedgerEntry.bill_id, LedgerEntry.line_id, Bill.due_date, Bill.number)
        .order_by(Bill.due_date.desc(), Bill.number.desc(), LedgerEntry.line_id)
    )
    return [(str(row[0]), str(row[1]), -row[2]) for row in rows]

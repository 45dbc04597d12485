"""Balances: always a sum of ledger entries, whoever asks (B09)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select

from contracts.billing.bills import Component
from contracts.billing.cases import CaseStatus
from contracts.billing.ledger import Account, PostingKind
from foundation.membership import OWNERS
from foundation.money import ZERO
from foundation.storage.filtered import Filtered
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.cases.tables import DunningCase
from services.billing.ledger.rules.allocation import Debt
from services.billing.ledger.tables import LedgerEntry

CHARGING = (PostingKind.BILL, PostingKind.LATE_CHARGE, PostingKind.BILL_CANCELLED)
"""Kinds by which a household comes to owe something, and what takes that back."""
PAYING = (
    PostingKind.PAYMENT,
    PostingKind.PAYMENT_VOIDED,
    PostingKind.CREDIT_USED,
    PostingKind.CREDIT_RETURNED,
    PostingKind.OFFSET,
)
"""Kinds by which debts are collected, and what takes that back."""
WRITING_OFF = (PostingKind.WAIVER,)
RECEIVABLE = LedgerEntry.account == Account.RECEIVABLE
IDS: Final[Any] = bindparam("ids", expanding=True)
SINCE: Final = household_replica.c.owner_since
"""When those came who own the home now."""


def total(kinds: Collection[str] | None = None) -> ColumnElement[Decimal]:
    """Sum of the entries, of all or of some kinds; never NULL."""
    amount: Any = LedgerEntry.amount
    if kinds is not None:
        amount = case((LedgerEntry.kind.in_(kinds), LedgerEntry.amount), else_=ZERO)
    return func.coalesce(func.sum(amount), ZERO)


def owed_on_bill() -> Any:
    """What is owed on the bill of the enclosing query, for its WHERE or column list."""
    return (
        select(total())
        .where(LedgerEntry.bill_id == Bill.id, RECEIVABLE)
        .correlate(Bill)
        .scalar_subquery()
    )


def may_owe() -> ColumnElement[bool]:
    """That the dunning case of the enclosing query's bill is not settled.

    Something may be owed on such bills, and nothing is owed on all others: whoever looks for debts
    need not sum up what was settled years ago.
    """
    return (
        select(DunningCase.id)
        .where(
            DunningCase.household_id == Bill.household_id,
            DunningCase.due_date == Bill.due_date,
            DunningCase.status != CaseStatus.SETTLED,
        )
        .correlate(Bill)
        .exists()
    )


def of_present_owners() -> ColumnElement[bool]:
    """That the bill of the enclosing query is owed by who owns the home now (B19).

    What was issued before they came is owed by those before; a tenant's repair by the tenant.
    """
    since = (
        select(household_replica.c.owner_since)
        .where(household_replica.c.household_id == Bill.household_id)
        .correlate(Bill)
        .scalar_subquery()
    )
    return and_(Bill.side == OWNERS, or_(since.is_(None), Bill.issued_at >= since))


def open_bills() -> Any:
    """Bills on which something is owed: id, household, due date, owed."""
    owed = total().label("owed")
    return (
        select(Bill.id, Bill.household_id, Bill.due_date, Bill.number, owed)
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .where(RECEIVABLE)
        .group_by(Bill.id, Bill.household_id, Bill.due_date, Bill.number)
        .having(total() > ZERO)
    )


def debts(
    uow: UnitOfWork,
    household_ids: Sequence[str],
    *,
    bill_id: str | None = None,
    component: Component | None = None,
    only: ColumnElement[bool] | None = None,
) -> dict[str, list[Debt]]:
    """What households owe, line by line; of one bill or component, or on some bills, if given."""
    statement = (
        select(BillLine, Bill, total().label("owed"))
        .join(LedgerEntry, LedgerEntry.line_id == BillLine.id)
        .join(Bill, Bill.id == BillLine.bill_id)
        .where(RECEIVABLE, LedgerEntry.household_id.in_(household_ids))
        .group_by(BillLine.id, Bill.id)
        .having(total() > ZERO)
    )
    if bill_id:
        statement = statement.where(Bill.id == bill_id)
    if component:
        statement = statement.where(BillLine.component == component)
    if only is not None:
        statement = statement.where(only)
    found: dict[str, list[Debt]] = {}
    for line, bill, owed in uow.session.execute(statement):
        debt = Debt(
            line_id=line.id,
            bill_id=bill.id,
            due_date=bill.due_date,
            number=bill.number,
            component=Component(line.component),
            position=line.position,
            owed=owed,
        )
        found.setdefault(bill.household_id, []).append(debt)
    return found


CREDIT: Final = (
    select(LedgerEntry.household_id, total())
    .where(LedgerEntry.account == Account.CREDIT, LedgerEntry.household_id.in_(IDS))
    .group_by(LedgerEntry.household_id)
)
CREDIT_OF_PRESENT: Final = CREDIT.outerjoin(
    household_replica, household_replica.c.household_id == LedgerEntry.household_id
).where(or_(SINCE.is_(None), LedgerEntry.at >= SINCE))


def credits_of(
    uow: UnitOfWork, household_ids: Sequence[str], *, present: bool = False
) -> dict[str, Decimal]:
    """Credit (预存) of the households that have some; `present`, of those who own them now.

    What was paid ahead before they came is not theirs (B19).
    """
    rows = uow.rows(CREDIT_OF_PRESENT if present else CREDIT, ids=household_ids)
    return {household_id: -amount for household_id, amount in rows if amount}


def credit_of(uow: UnitOfWork, household_id: str) -> Decimal:
    """Credit of one household."""
    return credits_of(uow, [household_id]).get(household_id, ZERO)


def balance(account: Account) -> Any:
    """Sum of the entries of an account; never NULL."""
    amount = case((LedgerEntry.account == account, LedgerEntry.amount), else_=ZERO)
    return func.coalesce(func.sum(amount), ZERO)


def credit_and_debt() -> Filtered:
    """Households that have credit and owe something, with both."""
    credit, owed = -balance(Account.CREDIT), balance(Account.RECEIVABLE)
    return Filtered(
        select(LedgerEntry.household_id, credit, owed)
        .outerjoin(household_replica, household_replica.c.household_id == LedgerEntry.household_id)
        .outerjoin(Bill, Bill.id == LedgerEntry.bill_id)
        .where(LedgerEntry.account.in_([Account.CREDIT, Account.RECEIVABLE]))
        .where(or_(SINCE.is_(None), func.coalesce(Bill.issued_at, LedgerEntry.at) >= SINCE))
        .where(func.coalesce(Bill.side, OWNERS) == OWNERS)
        .group_by(LedgerEntry.household_id)
        .having(credit > ZERO, owed > ZERO),
        {"ids": LedgerEntry.household_id.in_(IDS)},
    )


CREDIT_AND_DEBT: Final = credit_and_debt()


def beside_each_other(
    uow: UnitOfWork, household_ids: Sequence[str] | None = None
) -> dict[str, Decimal]:
    """Households (of all, by default) that owe something and have credit, with the part that could
    meet (B18).

    What was owed or paid ahead before the present owners came is not theirs (B19).
    """
    values = {} if household_ids is None else {"ids": household_ids}
    rows = uow.rows(CREDIT_AND_DEBT.by(values), **values)
    return {household_id: min(held, debt) for household_id, held, debt in rows}


@dataclass(frozen=True)
class Arrears:
    """What a household owes past its due date."""

    amount: Decimal
    oldest_due_date: date


@cache
def in_arrears(*, some: bool, present: bool) -> Select[Any]:
    """What is owed past its due date, by household: of `some`, or of all; see `arrears`."""
    bills = open_bills().where(Bill.due_date < bindparam("today"))
    if present:
        bills = bills.where(of_present_owners())
    if some:
        bills = bills.where(Bill.household_id.in_(IDS))
    each = bills.subquery()
    found = select(each.c.household_id, func.sum(each.c.owed), func.min(each.c.due_date))
    return found.group_by(each.c.household_id)


def arrears(
    uow: UnitOfWork,
    today: date,
    household_ids: Sequence[str] | None = None,
    *,
    present: bool = True,
) -> dict[str, Arrears]:
    """Households in arrears: the due date itself is still in time.

    `present`: only what those owe who own the home now; nobody is asked for another's debt (B19).
    """
    statement = in_arrears(some=household_ids is not None, present=present)
    rows = uow.rows(statement, today=today, ids=household_ids)
    return {household_id: Arrears(amount, oldest) for household_id, amount, oldest in rows}


def overdue(uow: UnitOfWork, household_id: str, today: date, *, present: bool = True) -> Decimal:
    """What one household owes past its due date."""
    found = arrears(uow, today, [household_id], present=present).get(household_id)
    return found.amount if found else ZERO


OUTSTANDING: Final = Filtered(
    select(total()).where(RECEIVABLE, LedgerEntry.household_id == bindparam("household_id")),
    {
        "present": LedgerEntry.bill_id.in_(
            select(Bill.id).where(
                Bill.household_id == bindparam("household_id"), of_present_owners()
            )
        )
    },
)


def outstanding(uow: UnitOfWork, household_id: str, *, present: bool = False) -> Decimal:
    """What one household owes, due or not; `present`, what those owe who own it now (B19)."""
    statement = OUTSTANDING.by(["present"] if present else [])
    ((owed,),) = uow.rows(statement, household_id=household_id)
    return Decimal(owed)

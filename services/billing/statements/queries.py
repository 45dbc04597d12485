"""A household's account: opening, entries, closing (B09)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from contracts.billing.ledger import PostingKind
from contracts.billing.request_types import GetStatementRequest
from foundation import replica
from foundation.clock import at_local
from foundation.membership import OWNERS
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.ledger.rules.posting import Account
from services.billing.ledger.tables import LedgerEntry, LedgerPosting

WORDS = {
    PostingKind.BILL: ("账单 {}", "Bill {}"),
    PostingKind.LATE_CHARGE: ("违约金（账单 {}）", "Late charge on bill {}"),
    PostingKind.PAYMENT: ("缴费，收据 {}", "Payment, receipt {}"),
    PostingKind.CREDIT_USED: ("预存抵扣账单 {}", "Credit used for bill {}"),
    PostingKind.OFFSET: ("账单 {} 的退费冲抵", "What bill {} gives back is set off"),
    PostingKind.BILL_CANCELLED: ("账单 {} 取消", "Bill {} cancelled"),
    PostingKind.PAYMENT_RELEASED: (
        "账单 {} 取消，已缴款转预存", "Paid on cancelled bill {}, now credit",
    ),
    PostingKind.WAIVER: ("减免违约金（账单 {}）", "Late charge waived on bill {}"),
    PostingKind.REFUND: ("预存款退还", "Credit paid out"),
    PostingKind.PAYMENT_VOIDED: ("收据 {} 作废", "Receipt {} voided"),
    PostingKind.CREDIT_RETURNED: (
        "撤回预存抵扣（收据 {} 作废）", "Use of credit undone (receipt {} voided)",
    ),
}  # fmt: skip
OURS = LedgerEntry.account.in_([Account.RECEIVABLE, Account.CREDIT])


def get(uow: UnitOfWork, data: GetStatementRequest) -> dict[str, Any]:
    """The statement of a household; a resident's own. By default, the year so far."""
    household_id = replica.household(uow, data["household_id"]).household_id
    until = data["until"] or today(uow)
    since = data["since"] or date(until.year, 1, 1)
    begin, end = at_local(since, time(0)), at_local(until + timedelta(days=1), time(0))
    ours = and_(OURS, *entries_of(uow, household_id))
    opening = balance_before(uow, household_id, begin, ours)
    entries = bookings(uow, household_id, begin, end, opening, ours)
    owed = own_figures(uow, household_id)
    return {
        "household_id": household_id,
        "since": since,
        "until": until,
        "opening": opening,
        "entries": entries,
        "closing": entries[-1]["balance"] if entries else opening,
        **owed,
    }


def own_figures(uow: UnitOfWork, household_id: str) -> dict[str, Decimal]:
    """What is owed, overdue and ahead: of the household; a resident's, of what they are shown."""
    if uow.as_staff():
        return {
            "outstanding": balances.outstanding(uow, household_id),
            "overdue": balances.overdue(uow, household_id, today(uow), present=False),
            "credit": balances.credit_of(uow, household_id),
        }
    bills = balances.open_bills().where(Bill.household_id == household_id)
    rows = uow.session.execute(bills).all()
    late = [row.owed for row in rows if row.due_date < today(uow)]
    return {
        "outstanding": sum((row.owed for row in rows), ZERO),
        "overdue": sum(late, ZERO),
        "credit": own_credit(uow, household_id),
    }


def own_credit(uow: UnitOfWork, household_id: str) -> Decimal:
    """What the owners have paid ahead since a resident is one of them; a tenant has none."""
    statement = select(balances.total()).where(
        LedgerEntry.household_id == household_id, LedgerEntry.account == Account.CREDIT
    )
    mine = [one for one in uow.actor.standings_in(household_id) if one.side == OWNERS]
    if not mine:
        return ZERO
    begun = [one.sees_from for one in mine]
    if all(begun):
        first = min(moment for moment in begun if moment)
        statement = statement.where(LedgerEntry.at >= first)
    return -(uow.session.scalar(statement) or ZERO)


def entries_of(uow: UnitOfWork, household_id: str) -> list[ColumnElement[bool]]:
    """Entries that a resident is shown: of bills and payments that are shown to them (D06)."""
    if uow.as_staff():
        return []
    bills = select(Bill.id).where(Bill.household_id == household_id)
    entry: list[ColumnElement[bool]] = [LedgerEntry.bill_id.in_(bills)]
    for one in uow.actor.standings_in(household_id):
        if one.side == OWNERS:
            free = LedgerEntry.bill_id.is_(None)
            entry.append(
                free if one.sees_from is None else free & (LedgerEntry.at >= one.sees_from)
            )
    return [or_(*entry)]


def balance_before(
    uow: UnitOfWork, household_id: str, moment: datetime, ours: ColumnElement[bool]
) -> Decimal:
    """What was owed, less credit, before a moment."""
    statement = select(balances.total()).where(
        LedgerEntry.household_id == household_id, ours, LedgerEntry.at < moment
    )
    return uow.session.scalar(statement) or ZERO


def bookings(
    uow: UnitOfWork,
    household_id: str,
    begin: datetime,
    end: datetime,
    opening: Decimal,
    ours: ColumnElement[bool],
) -> list[dict[str, Any]]:
    """The bookings from `begin` to before `end`, with the balance after each."""
    rows = uow.session.execute(
        select(LedgerPosting, balances.total())
        .join(LedgerEntry, LedgerEntry.posting_id == LedgerPosting.id)
        .where(LedgerEntry.household_id == household_id, ours)
        .where(LedgerEntry.at >= begin, LedgerEntry.at < end)
        .group_by(LedgerPosting.id)
        .order_by(func.min(LedgerEntry.id))
    )
    balance = opening
    entries = []
    for posting, amount in rows:
        balance += amount
        zh, en = WORDS[PostingKind(posting.kind)]
        entries.append(
            {
                "at": posting.at,
                "kind": posting.kind,
                "reference": posting.reference,
                "description": zh.format(posting.reference),
                "description_en": en.format(posting.reference),
                "amount": amount,
                "balance": balance,
            }
        )
    return entries

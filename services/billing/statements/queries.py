"""A household's account: opening, entries, closing (B09)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, or_, select

from contracts.billing.ledger import Account, PostingKind
from contracts.billing.request_types import GetStatementRequest
from foundation import replica
from foundation.clock import at_local
from foundation.membership import OWNERS
from foundation.money import ZERO
from foundation.storage.filtered import Filtered
from foundation.storage.resident_visibility import EVER
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
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
HOUSEHOLD: Final[Any] = bindparam("household_id")
SINCE: Final[Any] = bindparam("since")
OF_BILLS: Final = LedgerEntry.bill_id.in_(select(Bill.id).where(Bill.household_id == HOUSEHOLD))
FREE: Final = and_(LedgerEntry.bill_id.is_(None), LedgerEntry.at >= SINCE)
RESIDENT, OWNER = "a resident's", "an owner's"
SHOWN: Final = {RESIDENT: OF_BILLS, OWNER: or_(OF_BILLS, FREE)}
"""Entries that a resident is shown: of bills that are, and to an owner payments (D06)."""
ENTRIES: Final = (
    LedgerEntry.household_id == HOUSEHOLD,
    LedgerEntry.account.in_([Account.RECEIVABLE, Account.CREDIT]),
)
BEFORE: Final = Filtered(
    select(balances.total()).where(*ENTRIES, LedgerEntry.at < bindparam("begin")), SHOWN
)
BOOKINGS: Final = Filtered(
    select(
        LedgerPosting.at, LedgerPosting.kind, LedgerPosting.reference,
        balances.total().label("amount"),
    )
    .join(LedgerEntry, LedgerEntry.posting_id == LedgerPosting.id)
    .where(*ENTRIES, LedgerEntry.at >= bindparam("begin"), LedgerEntry.at < bindparam("end"))
    .group_by(LedgerPosting.id)
    .order_by(func.min(LedgerEntry.id)),
    SHOWN,
)  # fmt: skip
OPEN: Final = balances.open_bills().where(Bill.household_id == HOUSEHOLD)
CREDIT: Final = select(balances.total()).where(
    LedgerEntry.household_id == HOUSEHOLD,
    LedgerEntry.account == Account.CREDIT,
    LedgerEntry.at >= SINCE,
)


def get(uow: UnitOfWork, data: GetStatementRequest) -> dict[str, Any]:
    """The statement of a household; a resident's own. By default, the year so far."""
    household_id = replica.household(uow, data["household_id"]).household_id
    until = data["until"] or today(uow)
    since = data["since"] or date(until.year, 1, 1)
    begin, end = at_local(since, time(0)), at_local(until + timedelta(days=1), time(0))
    since_then = owner_since(uow, household_id)
    values: dict[str, Any] = {"household_id": household_id, "begin": begin, "end": end}
    values["since"] = since_then
    shown = shown_to(uow, since_then)
    ((opening,),) = uow.rows(BEFORE.by(shown), **values)
    entries = bookings(uow.rows(BOOKINGS.by(shown), **values), opening)
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
    rows = uow.rows(OPEN, household_id=household_id)
    late = [row.owed for row in rows if row.due_date < today(uow)]
    return {
        "outstanding": sum((row.owed for row in rows), ZERO),
        "overdue": sum(late, ZERO),
        "credit": own_credit(uow, household_id),
    }


def own_credit(uow: UnitOfWork, household_id: str) -> Decimal:
    """What the owners have paid ahead since a resident is one of them; a tenant has none."""
    since = owner_since(uow, household_id)
    if since is None:
        return ZERO
    ((owed,),) = uow.rows(CREDIT, household_id=household_id, since=since)
    return -Decimal(owed)


def owner_since(uow: UnitOfWork, household_id: str) -> datetime | None:
    """Since when a resident sees what the owners have; None: is none of them."""
    mine = [one for one in uow.actor.standings_in(household_id) if one.side == OWNERS]
    return min((one.sees_from or EVER for one in mine), default=None)


def shown_to(uow: UnitOfWork, since: datetime | None) -> list[str]:
    """By which filter the caller is shown the entries."""
    if uow.as_staff():
        return []
    return [RESIDENT if since is None else OWNER]


def bookings(rows: Sequence[Any], opening: Decimal) -> list[dict[str, Any]]:
    """The bookings, with the balance after each."""
    balance = opening
    entries = []
    for posting in rows:
        balance += posting.amount
        zh, en = WORDS[PostingKind(posting.kind)]
        entries.append(
            {
                "at": posting.at,
                "kind": posting.kind,
                "reference": posting.reference,
                "description": zh.format(posting.reference),
                "description_en": en.format(posting.reference),
                "amount": posting.amount,
                "balance": balance,
            }
        )
    return entries

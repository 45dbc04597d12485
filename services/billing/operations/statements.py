"""A household's account: opening, entries, closing (B09)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contracts.billing.codes import PostingKind
from foundation import replica
from foundation.clock import at_local
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.posting import Account
from services.billing.operations.daily import today
from services.billing.queries import balances
from services.billing.tables import LedgerEntry, LedgerPosting

WORDS = {
    PostingKind.BILL: ("账单 {}", "Bill {}"),
    PostingKind.LATE_CHARGE: ("违约金（账单 {}）", "Late charge on bill {}"),
    PostingKind.PAYMENT: ("缴费，收据 {}", "Payment, receipt {}"),
    PostingKind.CREDIT_USED: ("预存抵扣账单 {}", "Credit used for bill {}"),
    PostingKind.WAIVER: ("减免违约金（账单 {}）", "Late charge waived on bill {}"),
    PostingKind.REFUND: ("预存款退还", "Credit paid out"),
    PostingKind.PAYMENT_VOIDED: ("收据 {} 作废", "Receipt {} voided"),
    PostingKind.CREDIT_RETURNED: (
        "撤回预存抵扣（收据 {} 作废）", "Use of credit undone (receipt {} voided)",
    ),
}  # fmt: skip
OURS = LedgerEntry.account.in_([Account.RECEIVABLE, Account.CREDIT])


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The statement of a household; a resident's own. By default, the year so far."""
    work.actor.require_household(data["household_id"])
    household_id = replica.household(work, data["household_id"]).household_id
    until = data["until"] or today(work)
    since = data["since"] or date(until.year, 1, 1)
    begin, end = at_local(since, time(0)), at_local(until + timedelta(days=1), time(0))
    opening = balance_before(work, household_id, begin)
    entries = bookings(work, household_id, begin, end, opening)
    return {
        "household_id": household_id,
        "since": since,
        "until": until,
        "opening": opening,
        "entries": entries,
        "closing": entries[-1]["balance"] if entries else opening,
        "outstanding": balances.outstanding(work, household_id),
        "overdue": balances.overdue(work, household_id, today(work)),
        "credit": balances.credit_of(work, household_id),
    }


def balance_before(work: UnitOfWork, household_id: str, moment: datetime) -> Decimal:
    """What was owed, less credit, before a moment."""
    statement = select(balances.total()).where(
        LedgerEntry.household_id == household_id, OURS, LedgerEntry.at < moment
    )
    return work.session.scalar(statement) or ZERO


def bookings(
    work: UnitOfWork, household_id: str, begin: datetime, end: datetime, opening: Decimal
) -> list[dict[str, Any]]:
    """The bookings from `begin` to before `end`, with the balance after each."""
    rows = work.session.execute(
        select(LedgerPosting, balances.total())
        .join(LedgerEntry, LedgerEntry.posting_id == LedgerPosting.id)
        .where(LedgerEntry.household_id == household_id, OURS)
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

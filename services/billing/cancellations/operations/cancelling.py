"""Cancelling bills (账单取消) by reversal, one by one or a whole run in batches (B16)."""

import logging
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import case, delete, select, update

from contracts.billing.cancellations import FigureFrozen, is_frozen
from contracts.billing.events import BillCancelled
from contracts.billing.ledger import Account, PostingKind
from contracts.billing.runs import RunStatus
from foundation.deadlines import Deadline
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.arrears.operations.debtors import reconsider
from services.billing.bills.tables import Bill, BilledMonth, BillLine
from services.billing.credit.operations import credit_used, take_credit_back
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.ledger.operations import settlements
from services.billing.ledger.operations.booking import Posting, entries_of, lock_accounts, post_many
from services.billing.ledger.rules import posting
from services.billing.ledger.tables import LedgerEntry, LedgerPosting
from services.billing.meters.tables import MeterReading
from services.billing.policy import BillingPolicy
from services.billing.runs.tables import BillRun, RunShare

log = logging.getLogger(__name__)
CANCEL_BATCH = "cancel_run"
"""Kind of the deadlines that are the batches; their step is the first position."""


def require_not_frozen(uow: UnitOfWork, due_date: date) -> None:
    """Raise `FigureFrozen` where the due date is past: the figure of that day stays (B03)."""
    if is_frozen(due_date, today(uow)):
        raise FigureFrozen(due_date=due_date.isoformat())


def stop_run(uow: UnitOfWork, run: BillRun, reason: str) -> None:
    """Stop a run where it is, and queue the batches that take its bills back.

    The run's row is locked: a batch that bills holds it, too, so that none is still under way.
    """
    run.status = RunStatus.CANCELLING
    size = uow.policy(BillingPolicy).batch_size
    data = {"size": size, "reason": reason, "by": uow.actor.name}
    uow.deadlines.set_many(
        CANCEL_BATCH,
        [
            (run.id, f"{first:06d}", uow.now, {"first": first} | data)
            for first in range(0, run.total, size)
        ],
    )
    if not run.total:
        run.status, run.cancelled_at = RunStatus.CANCELLED, uow.now


def cancel_batch(uow: UnitOfWork, deadline: Deadline) -> None:
    """Take back the bills of one batch of a run; those cancelled before are left out."""
    run = uow.session.get_one(BillRun, deadline.subject_id)
    first, size = deadline.data["first"], deadline.data["size"]
    homes = list(
        uow.session.scalars(
            select(RunShare.household_id)
            .where(RunShare.run_id == run.id)
            .where(RunShare.position >= first, RunShare.position < first + size)
        )
    )
    lock_accounts(uow, homes)
    bills = uow.session.scalars(
        select(Bill)
        .where(Bill.run_id == run.id, Bill.household_id.in_(homes), Bill.cancelled_at.is_(None))
        .order_by(Bill.number)
    ).all()
    taken = [bill for bill in bills if can_be_taken_back(uow, bill)]
    for bill in taken:
        cancel(uow, bill, deadline.data["reason"], deadline.data["by"])
    done = BillRun.cancel_done + len(homes)
    finished = done >= BillRun.total
    uow.session.execute(
        update(BillRun)
        .where(BillRun.id == run.id)
        .values(
            cancel_done=done,
            cancelled=BillRun.cancelled + len(taken),
            status=case((finished, RunStatus.CANCELLED), else_=RunStatus.CANCELLING),
            cancelled_at=case((finished, uow.now), else_=None),
            finished_at=case((finished, uow.now), else_=BillRun.finished_at),
        ),
        execution_options={"synchronize_session": False},
    )


def can_be_taken_back(uow: UnitOfWork, bill: Bill) -> bool:
    """Whether credit that the bill gave is still there; a bill whose credit was paid out stays."""
    given = sum((amount for _, _, amount in standing(uow, bill)), ZERO) - charged(uow, bill)
    if given <= 0:
        return True
    used = sum((one[2] for one in credit_used(uow, bill.household_id)), ZERO)
    if balances.credit_of(uow, bill.household_id) + used >= given:
        return True
    log.error("bill %s cannot be cancelled: credit that it gave was paid out", bill.number)
    return False


def charged(uow: UnitOfWork, bill: Bill) -> Decimal:
    """What the bill comes to."""
    statement = select(balances.total()).where(
        LedgerEntry.bill_id == bill.id, balances.RECEIVABLE,
        LedgerEntry.kind.in_(balances.CHARGING),
    )  # fmt: skip
    return uow.session.scalar(statement) or ZERO


def standing(uow: UnitOfWork, bill: Bill) -> Sequence[tuple[str, str, Decimal]]:
    """What stands on each line: bill, line, yuan."""
    rows = uow.session.execute(
        select(LedgerEntry.line_id, balances.total())
        .where(LedgerEntry.bill_id == bill.id, balances.RECEIVABLE)
        .group_by(LedgerEntry.line_id)
        .order_by(LedgerEntry.line_id)
    )
    return [(bill.id, str(row[0]), row[1]) for row in rows]


def cancel(uow: UnitOfWork, bill: Bill, reason: str, by: str) -> None:
    """Take a bill back as a whole; what was paid on it becomes credit, which meets other debts.

    Its number stays used, its months and readings can be billed anew. The account must be locked.
    """
    if bill.cancelled_at:
        return
    issued = uow.session.scalars(
        select(LedgerPosting).where(LedgerPosting.source == f"bill:{bill.id}")
    ).one()
    entries = posting.reverse(entries_of(uow, issued.id))
    reversed_lines = {entry.line_id: ZERO for entry in entries}
    for entry in entries:
        if entry.account == Account.RECEIVABLE:
            reversed_lines[entry.line_id] += entry.amount
    left = [
        (bill_id, line_id, amount + reversed_lines.get(line_id, ZERO))
        for bill_id, line_id, amount in standing(uow, bill)
    ]
    bill.cancelled_at, bill.cancelled_by, bill.cancel_reason = uow.now, by, reason
    uow.session.flush()
    kind, number = PostingKind.BILL_CANCELLED, bill.number
    postings = [
        Posting(kind, bill.household_id, number, entries, reverses=issued.id, reason=reason)
    ]
    if released := posting.release(left):
        postings.append(Posting(PostingKind.PAYMENT_RELEASED, bill.household_id, number, released))
    post_many(uow, postings)
    take_credit_back(uow, bill.household_id, bill.number)
    settlements.cancelled(uow, bill)
    give_free(uow, bill)
    uow.trail.note("bills", bill.id, cancelled=number, reason=reason)
    uow.emit(
        BillCancelled,
        bill.id,
        {
            "bill_id": bill.id,
            "number": number,
            "household_id": bill.household_id,
            "period": bill.period,
            "due_date": bill.due_date,
            "amount": paper_amount(uow, bill),
            "side": bill.side,
            "member_id": bill.member_id,
            "since": bill.issued_at,
        },
    )
    reconsider(uow, bill.household_id)


def paper_amount(uow: UnitOfWork, bill: Bill) -> Decimal:
    """What the paper comes to."""
    lines = select(BillLine).where(BillLine.bill_id == bill.id)
    return sum((line.amount for line in uow.session.scalars(lines)), ZERO)


def give_free(uow: UnitOfWork, bill: Bill) -> None:
    """Let what the bill billed be billed anew.

    Of a reading that another bill has given back since, the price stays: it is charged at it again.
    """
    uow.session.execute(delete(BilledMonth).where(BilledMonth.bill_id == bill.id))
    uow.session.execute(
        update(MeterReading)
        .where(MeterReading.bill_id == bill.id)
        .values(
            bill_id=None,
            billed_price=case(
                (MeterReading.credit_bill_id.is_not(None), MeterReading.billed_price), else_=None
            ),
        )
    )
    uow.session.execute(
        update(MeterReading)
        .where(MeterReading.credit_bill_id == bill.id)
        .values(credit_bill_id=None)
    )

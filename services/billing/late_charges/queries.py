"""What late charges are worked out from, for many bills at once (B11)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import case, func, select

from contracts.billing.bills import BillKind, Component
from contracts.billing.ledger import PostingKind
from foundation.clock import local_date
from foundation.money import ZERO
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.late_charges.rules import Owed
from services.billing.ledger.queries import RECEIVABLE, open_bills, total
from services.billing.ledger.tables import LedgerEntry


def overdue_bills(
    uow: UnitOfWork, household_ids: Sequence[str], until: date, *, repairs: bool
) -> list[Bill]:
    """Bills of households due up to a day on which something is owed; with those of repairs if
    asked for."""
    mine = Bill.household_id.in_(household_ids)
    owing = open_bills().where(mine, Bill.due_date <= until).subquery()
    statement = select(Bill).join(owing, owing.c.id == Bill.id).order_by(Bill.household_id, Bill.id)
    if not repairs:
        statement = statement.where(Bill.kind != BillKind.CHARGE)
    return list(uow.session.scalars(statement))


def principal_histories(uow: UnitOfWork, bill_ids: Sequence[str]) -> dict[str, list[Owed]]:
    """By bill, the principal owed from each day on which it changed."""
    rows = uow.session.execute(
        select(LedgerEntry.bill_id, LedgerEntry.at, LedgerEntry.amount)
        .join(BillLine, BillLine.id == LedgerEntry.line_id)
        .where(LedgerEntry.bill_id.in_(bill_ids), RECEIVABLE)
        .where(BillLine.component == Component.PRINCIPAL)
        .order_by(LedgerEntry.id)
    )
    owed: dict[str, dict[date, Decimal]] = {}
    now: dict[str, Decimal] = {}
    for billed, at, amount in rows:
        bill_id = str(billed)
        now[bill_id] = now.get(bill_id, ZERO) + amount
        owed.setdefault(bill_id, {})[local_date(at)] = now[bill_id]
    return {
        bill_id: [Owed(day, principal) for day, principal in days.items()]
        for bill_id, days in owed.items()
    }


def booked(uow: UnitOfWork, bill_ids: Sequence[str]) -> dict[str, Decimal]:
    """By bill, the late charge booked so far, waived or not."""
    rows = uow.session.execute(
        select(LedgerEntry.bill_id, total())
        .where(LedgerEntry.bill_id.in_(bill_ids), RECEIVABLE)
        .where(LedgerEntry.kind == PostingKind.LATE_CHARGE)
        .group_by(LedgerEntry.bill_id)
    )
    return {str(row[0]): row[1] for row in rows}


def late_lines(uow: UnitOfWork, bill_ids: Sequence[str]) -> tuple[dict[str, str], dict[str, int]]:
    """By bill, the line of its late charge if there is one; and the place for a further line."""
    late = case((BillLine.component == Component.LATE_CHARGE, BillLine.id), else_=None)
    rows = uow.session.execute(
        select(BillLine.bill_id, func.max(late), func.count())
        .where(BillLine.bill_id.in_(bill_ids))
        .group_by(BillLine.bill_id)
    ).all()
    return {row[0]: row[1] for row in rows if row[1]}, {row[0]: row[2] for row in rows}

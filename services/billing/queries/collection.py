"""Collection figures, by set-based SQL over the ledger (B03, B05)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, distinct, func, select, union

from contracts.billing.codes import BillKind
from foundation.money import ZERO
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.collection import Figure
from services.billing.queries.balances import (
    CHARGING,
    PAYING,
    RECEIVABLE,
    WRITING_OFF,
    may_owe,
    total,
)
from services.billing.queries.periods import billed_periods
from services.billing.tables import Bill, BillLine, BillRun, LedgerEntry

SUMS = (
    total(CHARGING).label("billed"),
    (-total(PAYING)).label("collected"),
    (-total(WRITING_OFF)).label("written_off"),
    total().label("owed"),
)


def of_period(period: str, due_date: date) -> list[Any]:
    """Which bills a period's figure counts."""
    return [Bill.kind == BillKind.PERIOD, Bill.period == period, Bill.due_date == due_date]


def due_dates(work: UnitOfWork, period: str) -> list[date]:
    """All due dates with which a period was billed."""
    statement = billed_periods().where(BillRun.period == period).order_by(BillRun.due_date)
    return [row.due_date for row in work.session.execute(statement)]


def by_building(work: UnitOfWork, bills: Sequence[Any], before: datetime) -> list[Figure]:
    """Figures per building, as of the bookings before a moment."""
    each = (
        select(Bill.id, Bill.household_id, *SUMS)
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .where(*bills, RECEIVABLE, LedgerEntry.at < before)
        .group_by(Bill.id, Bill.household_id)
        .subquery()
    )
    home = household_replica
    building = func.coalesce(home.c.building, "")
    rows = work.session.execute(
        select(building, *counted(each, func.count()))
        .select_from(each)
        .outerjoin(home, home.c.household_id == each.c.household_id)
        .group_by(building)
    )
    return [figure(row) for row in rows]


def by_item(work: UnitOfWork, bills: Sequence[Any], before: datetime) -> list[Figure]:
    """Figures per fee item; a bill counts once per item."""
    each = (
        select(Bill.id, BillLine.item, func.min(BillLine.item_en).label("item_en"), *SUMS)
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .join(BillLine, BillLine.id == LedgerEntry.line_id)
        .where(*bills, RECEIVABLE, LedgerEntry.at < before)
        .group_by(Bill.id, BillLine.item)
        .subquery()
    )
    rows = work.session.execute(
        select(
            each.c.item, *counted(each, func.count(distinct(each.c.id))), func.min(each.c.item_en)
        )
        .group_by(each.c.item)
        .order_by(each.c.item)
    )
    return [figure(row, label_en=row[-1]) for row in rows]


def this_year(work: UnitOfWork, year: int, before: datetime) -> list[Figure]:
    """Everything billed for periods of a year."""
    of_year = (Bill.period >= f"{year:04d}", Bill.period < f"{year + 1:04d}")
    bills = [Bill.kind == BillKind.PERIOD, *of_year]
    return by_building(work, bills, before)


def former_years(work: UnitOfWork, year: int, year_begins: datetime, before: datetime) -> Figure:
    """What was owed from earlier periods when the year began, and what came of it since.

    Such a bill is not settled yet, or something was booked on it since. They are few, and looked up
    one by one: to join them with all others would read the whole ledger.
    """
    moved = select(LedgerEntry.bill_id.label("id")).where(
        LedgerEntry.at >= year_begins, LedgerEntry.at < before, RECEIVABLE
    )
    bills = union(moved, select(Bill.id).where(may_owe())).subquery()
    period = select(Bill.period).where(Bill.id == bills.c.id, Bill.kind == BillKind.PERIOD)
    ahead = LedgerEntry.at < year_begins

    def sum_of(condition: Any) -> Any:
        amount = case((condition, LedgerEntry.amount), else_=ZERO)
        mine = (LedgerEntry.bill_id == bills.c.id, RECEIVABLE, LedgerEntry.at < before)
        found = select(func.coalesce(func.sum(amount), ZERO)).where(*mine)
        return found.correlate(bills).scalar_subquery()

    sums = (
        select(
            sum_of(ahead).label("billed"),
            (-sum_of(LedgerEntry.kind.in_(PAYING) & ~ahead)).label("collected"),
            (-sum_of(LedgerEntry.kind.in_(WRITING_OFF) & ~ahead)).label("written_off"),
        )
        .select_from(bills)
        .where(period.correlate(bills).scalar_subquery() < f"{year:04d}")
        .subquery()
    )
    owed = sums.c.billed - sums.c.collected - sums.c.written_off
    each = select(sums, owed.label("owed")).where(sums.c.billed > ZERO).subquery()
    row = work.session.execute(select(func.min(""), *counted(each, func.count()))).one()
    return figure(row)


def counted(each: Any, count: Any) -> tuple[Any, ...]:
    """Counts and sums of a subquery with billed, collected, written off, owed."""
    paid = func.coalesce(func.sum(case((each.c.owed <= ZERO, 1), else_=0)), 0)
    sums = (each.c.billed, each.c.collected, each.c.written_off)
    return (count, paid, *(func.coalesce(func.sum(column), ZERO) for column in sums))


def figure(row: Any, label_en: str | None = None) -> Figure:
    """A figure from a row: key, count, paid, billed, collected, written off."""
    key = row[0] or ""
    return Figure(key, key, key if label_en is None else label_en, *row[1:6])

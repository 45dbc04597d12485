"""Collection figures, by set-based SQL over the ledger (B03, B05)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import bindparam, case, distinct, func, select, union

from contracts.billing.bills import BillKind
from foundation.clock import at_local
from foundation.money import ZERO
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.bills.tables import Bill, BillLine
from services.billing.collection.rules import Figure
from services.billing.ledger.queries import (
    CHARGING,
    PAYING,
    RECEIVABLE,
    WRITING_OFF,
    may_owe,
    total,
)
from services.billing.ledger.tables import LedgerEntry
from services.billing.periods.queries import billed_periods
from services.billing.runs.tables import BillRun

SUMS = (
    total(CHARGING).label("billed"),
    (-total(PAYING)).label("collected"),
    (-total(WRITING_OFF)).label("written_off"),
    total().label("owed"),
)


OF_PERIOD = (
    Bill.kind == BillKind.PERIOD,
    Bill.cancelled_at.is_(None),
    Bill.period == bindparam("period"),
    Bill.due_date == bindparam("due_date"),
)
"""Which bills a period's figure counts."""
OF_YEAR = (
    Bill.kind == BillKind.PERIOD,
    Bill.cancelled_at.is_(None),
    Bill.period >= bindparam("year"),
    Bill.period < bindparam("next_year"),
)
"""Which bills were made for periods of a year."""
BOOKED = (RECEIVABLE, LedgerEntry.at < bindparam("before"))
"""What was booked on bills before a moment."""


DUE_DATES = billed_periods().where(BillRun.period == bindparam("period")).order_by(BillRun.due_date)


def due_dates(uow: UnitOfWork, period: str) -> list[date]:
    """All due dates with which a period was billed."""
    return [row.due_date for row in uow.rows(DUE_DATES, period=period)]


def counted(each: Any, count: Any) -> tuple[Any, ...]:
    """Counts and sums of a subquery with billed, collected, written off, owed."""
    paid = func.coalesce(func.sum(case((each.c.owed <= ZERO, 1), else_=0)), 0)
    sums = (each.c.billed, each.c.collected, each.c.written_off)
    return (count, paid, *(func.coalesce(func.sum(column), ZERO) for column in sums))


def summed(bills: Sequence[Any]) -> Any:
    """Each bill with its sums.

    Grouped as an index orders the bills, so that SQLite need not sort them.
    """
    return (
        select(Bill.id, Bill.household_id, Bill.community_id, *SUMS)
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .where(*bills, *BOOKED)
        .group_by(Bill.period, Bill.id)
        .subquery()
    )


def total_of(bills: Sequence[Any]) -> Any:
    """All bills together."""
    each = summed(bills)
    return select(func.min(""), *counted(each, func.count()))


def buildings_of(bills: Sequence[Any]) -> Any:
    """Bills by building, in each community by itself."""
    each, home = summed(bills), household_replica
    building = func.coalesce(home.c.building, "")
    return (
        select(building, *counted(each, func.count()), each.c.community_id)
        .select_from(each)
        .outerjoin(home, home.c.household_id == each.c.household_id)
        .group_by(each.c.community_id, building)
    )


def items_of(bills: Sequence[Any]) -> Any:
    """Bills by fee item; a bill counts once per item."""
    each = (
        select(Bill.id, BillLine.item, func.min(BillLine.item_en).label("item_en"), *SUMS)
        .join(LedgerEntry, LedgerEntry.bill_id == Bill.id)
        .join(BillLine, BillLine.id == LedgerEntry.line_id)
        .where(*bills, *BOOKED)
        .group_by(Bill.id, BillLine.item)
        .subquery()
    )
    count = func.count(distinct(each.c.id))
    return (
        select(each.c.item, *counted(each, count), func.min(each.c.item_en))
        .group_by(each.c.item)
        .order_by(each.c.item)
    )


def owed_before_year() -> Any:
    """What was owed from earlier periods when the year began, and what came of it since.

    Such a bill is not settled yet, or something was paid or written off since. They are few, and
    looked up one by one: to join them with all others would read the whole ledger.
    """
    ahead = LedgerEntry.at < bindparam("year_begins")
    moved = select(LedgerEntry.bill_id.label("id")).where(
        ~ahead, LedgerEntry.kind.in_((*PAYING, *WRITING_OFF)), *BOOKED
    )
    bills = union(moved, select(Bill.id).where(may_owe())).subquery()
    period = select(Bill.period).where(
        Bill.id == bills.c.id, Bill.kind == BillKind.PERIOD, Bill.cancelled_at.is_(None)
    )

    def sum_of(condition: Any) -> Any:
        amount = case((condition, LedgerEntry.amount), else_=ZERO)
        mine = (LedgerEntry.bill_id == bills.c.id, *BOOKED)
        found = select(func.coalesce(func.sum(amount), ZERO)).where(*mine)
        return found.correlate(bills).scalar_subquery()

    sums = (
        select(
            sum_of(ahead).label("billed"),
            (-sum_of(LedgerEntry.kind.in_(PAYING) & ~ahead)).label("collected"),
            (-sum_of(LedgerEntry.kind.in_(WRITING_OFF) & ~ahead)).label("written_off"),
        )
        .select_from(bills)
        .where(period.correlate(bills).scalar_subquery() < bindparam("year"))
        .subquery()
    )
    owed = sums.c.billed - sums.c.collected - sums.c.written_off
    each = select(sums, owed.label("owed")).where(sums.c.billed > ZERO).subquery()
    return select(func.min(""), *counted(each, func.count()))


TOTAL_OF_PERIOD, TOTAL_OF_YEAR = total_of(OF_PERIOD), total_of(OF_YEAR)
BUILDINGS, ITEMS, FORMER = buildings_of(OF_PERIOD), items_of(OF_PERIOD), owed_before_year()
"""Built once: to build them takes a quarter of the time of reading a community's figures."""


@dataclass(frozen=True)
class Counting:
    """The figures of a period and due date from the ledger, of the bookings before a moment."""

    uow: UnitOfWork
    period: str
    due_date: date
    before: datetime

    @property
    def year(self) -> int:
        """The year that the period belongs to."""
        return int(self.period[:4])

    def rows(self, statement: Any) -> Sequence[Any]:
        """What a statement finds."""
        given = {
            "period": self.period,
            "due_date": self.due_date,
            "before": self.before,
            "year": f"{self.year:04d}",
            "next_year": f"{self.year + 1:04d}",
            "year_begins": at_local(date(self.year, 1, 1), time(0)),
        }
        return self.uow.rows(statement, **given)

    def total(self) -> Figure:
        """All bills of the period together."""
        return figure(*self.rows(TOTAL_OF_PERIOD))

    def by_building(self) -> list[Figure]:
        """Figures per building of each community."""
        return [replace(figure(row), community=row.community_id) for row in self.rows(BUILDINGS)]

    def by_item(self) -> list[Figure]:
        """Figures per fee item."""
        return [figure(row, label_en=row[-1]) for row in self.rows(ITEMS)]

    def this_year(self) -> Figure:
        """Everything billed for periods of the year."""
        return figure(*self.rows(TOTAL_OF_YEAR))

    def former_years(self) -> Figure:
        """Arrears of the years before it."""
        return figure(*self.rows(FORMER))


def figure(row: Any, label_en: str | None = None) -> Figure:
    """A figure from a row: key, count, paid, billed, collected, written off."""
    key = row[0] or ""
    return Figure(key, key, key if label_en is None else label_en, *row[1:6])

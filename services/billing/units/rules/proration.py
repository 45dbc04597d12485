"""Proration by day (按日折算): stretches of days with one price and one state of the unit (B01)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from services.billing.fees.rules import FeeItem, Price
from services.billing.households.rules import Occupancy
from services.billing.periods.rules import Month
from services.billing.units.rules.units import Unit

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Days, both ends included, on which nothing that the amount depends on changes."""

    first: date
    last: date
    price: Price
    occupancy: Occupancy
    count: int
    """How many pieces are charged: assigned ones, else 1."""

    @property
    def months(self) -> Fraction:
        """Its length in months: of a month that is not whole, days ÷ days of that month."""
        return sum((Fraction(*part) for part in self.parts), Fraction(0))

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Per month that it touches: its days in it, the days that the month has."""
        return days_by_month(self.first, self.last)


@lru_cache(maxsize=1000)
def days_by_month(first: date, last: date) -> list[tuple[int, int]]:
    """Per month from `first` to `last`, both included: days in it, days that it has."""
    parts = []
    month = Month(first.year, first.month)
    while month.first <= last:
        days = (min(last, month.last) - max(first, month.first)).days + 1
        parts.append((days, month.length))
        following = month.last + DAY
        month = Month(following.year, following.month)
    return parts


def spans(months: Sequence[Month]) -> Iterator[tuple[date, date]]:
    """Months gathered into spans without gaps."""
    first = last = None
    for month in sorted(months):
        if last is not None and first is not None and month.first != last + DAY:
            yield first, last
            first = None
        first = first or month.first
        last = month.last
    if first is not None and last is not None:
        yield first, last


def stretches(item: FeeItem, unit: Unit, months: Sequence[Month]) -> Iterator[Stretch]:
    """The stretches for which a household owes a fee item within some months."""
    for first, last in spans(months):
        begin = max(first, unit.billing_from or first)
        for start, end in cut(begin, last, changes(item, unit)):
            price = item.price_on(start)
            occupancy = unit.occupancy_on(start)
            if price is None or occupancy.unit_type != item.unit_type:
                continue
            count = unit.assigned_on(item.name, start) if price.assigned_only else 1
            if count and price.price:
                yield Stretch(start, end, price, occupancy, count)


def changes(item: FeeItem, unit: Unit) -> Iterator[date]:
    """Days from which on something is different."""
    yield from (price.since for price in item.prices)
    yield from (state.since for state in unit.occupancies)
    for assignment in unit.assignments:
        if assignment.name == item.name:
            yield assignment.starts_on
            if assignment.ends_on:
                yield assignment.ends_on + DAY


def cut(first: date, last: date, days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """The days from `first` to `last`, cut before each of `days`."""
    if first > last:
        return
    starts = [first, *sorted({day for day in days if first < day <= last})]
    for start, following in zip(starts, [*starts[1:], last + DAY], strict=True):
        yield start, following - DAY

"""Shared costs (公摊): a month's total divided among the units by area and days (B01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from foundation.money import round_fen, split
from services.billing.fees.rules import FeeItem
from services.billing.periods.rules import Month
from services.billing.units.rules.proration import DAY, cut
from services.billing.units.rules.units import Unit


@dataclass(frozen=True)
class Share:
    """What of one month's total falls to one household."""

    month: str
    total: Decimal
    area: Decimal
    """m² of the household, weighted by its days in the month."""
    area_of_all: Decimal
    amount: Decimal


def shares_of_month(item: FeeItem, units: Sequence[Unit], month: Month) -> dict[str, Share]:
    """The shares of all households; they sum up to the month's total to the fen.

    Raises ValueError where there is a total and nobody to bear it.
    """
    total = month_total(item, month)
    if not total:
        return {}
    areas = {unit.household_id: weighted_area(item, unit, month) for unit in units}
    bearing = {key: area for key, area in areas.items() if area}
    if not bearing:
        raise ValueError(item.name)
    area_of_all = sum(bearing.values(), Decimal(0))
    amounts = split(total, list(bearing.values()))
    return {
        key: Share(str(month), total, area, area_of_all, amount)
        for (key, area), amount in zip(bearing.items(), amounts, strict=True)
    }


def month_total(item: FeeItem, month: Month) -> Decimal:
    """The total of a month; a price that changes within it counts by days.

    What a quarter or year costs is divided so that its months sum up to it to the fen: each is
    what is due by its end less what was due before it.
    """
    before = sum(
        (exact_total(item, Month(month.year, n)) for n in range(1, month.number)), Fraction(0)
    )
    return fen(before + exact_total(item, month)) - fen(before)


def exact_total(item: FeeItem, month: Month) -> Fraction:
    """The total of a month with its parts of a fen."""
    total = Fraction(0)
    for first, last in cut(month.first, month.last, (price.since for price in item.prices)):
        if price := item.price_on(first):
            days = Fraction((last - first).days + 1, month.length)
            total += Fraction(price.price) / price.months * days
    return total


def fen(amount: Fraction) -> Decimal:
    """Rounded to the fen."""
    return round_fen(Decimal(amount.numerator) / Decimal(amount.denominator))


def weighted_area(item: FeeItem, unit: Unit, month: Month) -> Decimal:
    """m² × share of the month's days on which the unit is of this type and pays."""
    begin = max(month.first, unit.billing_from or month.first)
    weight = Decimal(0)
    for first, last in cut(begin, month.last, (state.since for state in unit.occupancies)):
        state = unit.occupancy_on(first)
        if state.unit_type == item.unit_type:
            weight += state.area_m2 * ((last - first) // DAY + 1) / month.length
    return round(weight, 4)

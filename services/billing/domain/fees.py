"""What a bill is worked out from: prices, the state of the unit, what is assigned (B01)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from contracts.billing.codes import Basis, Component, PricePeriod

MONTHS_OF = {
    PricePeriod.MONTH: 1,
    PricePeriod.QUARTER: 3,
    PricePeriod.HALF_YEAR: 6,
    PricePeriod.YEAR: 12,
}


ALWAYS = date(2000, 1, 1)
"""Since when a unit is what it first was."""


@dataclass(frozen=True)
class Price:
    """A price of a fee item, in force from `since` until the next one of the same item."""

    id: str
    name: str
    name_en: str
    unit_type: str
    basis: Basis
    price: Decimal
    """Yuan per unit and `period`; with basis `share` the total of all households."""
    period: PricePeriod
    since: date
    assigned_only: bool = False
    vacant_percent: int = 100
    unit: str = ""

    @property
    def months(self) -> int:
        """How many months the price is for."""
        return MONTHS_OF[self.period]


@dataclass(frozen=True)
class FeeItem:
    """A fee item of one type of unit with all its prices, oldest first."""

    name: str
    unit_type: str
    basis: Basis
    prices: tuple[Price, ...]

    @property
    def key(self) -> str:
        """Name that is unique among all unit types."""
        return f"{self.unit_type}:{self.name}"

    def price_on(self, day: date) -> Price | None:
        """The price in force on a day."""
        return max(
            (price for price in self.prices if price.since <= day),
            key=lambda price: price.since,
            default=None,
        )


@dataclass(frozen=True)
class Occupancy:
    """The state of a unit from a day on, until the next one."""

    since: date
    unit_type: str
    area_m2: Decimal
    vacant: bool


def history(told: Iterable[Occupancy]) -> tuple[Occupancy, ...]:
    """The states of a unit, each other than the one before, from what was told in this order.

    The first one has always been. What was told later holds from its day on, whatever was told
    before of that day and those after it.
    """
    states: list[Occupancy] = []
    for state in told:
        while len(states) > 1 and states[-1].since >= state.since:
            states.pop()
        if not states:
            states.append(replace(state, since=ALWAYS))
        elif replace(state, since=states[-1].since) != states[-1]:
            states.append(state)
    return tuple(states)


@dataclass(frozen=True)
class Assignment:
    """An `assigned_only` item that a household has: how many, from when to when (included)."""

    name: str
    quantity: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Reading:
    """What a meter has counted since the reading before."""

    id: str
    name: str
    read_on: date
    previous: Decimal
    value: Decimal

    @property
    def consumption(self) -> Decimal:
        """Units counted."""
        return self.value - self.previous


@dataclass(frozen=True)
class Unit:
    """Everything about one household that its bill depends on."""

    household_id: str
    billing_from: date | None
    """First day it pays for; None: it always has."""
    occupancies: tuple[Occupancy, ...]
    """Oldest first; the first one also holds for all days before it."""
    assignments: tuple[Assignment, ...] = ()
    readings: tuple[Reading, ...] = ()
    """Those not billed yet, oldest first."""

    def occupancy_on(self, day: date) -> Occupancy:
        """The state on a day."""
        known = [state for state in self.occupancies if state.since <= day]
        return known[-1] if known else self.occupancies[0]

    def assigned_on(self, name: str, day: date) -> int:
        """How many of an item the household has on a day."""
        return sum(
            item.quantity
            for item in self.assignments
            if item.name == name
            and item.starts_on <= day
            and (item.ends_on is None or day <= item.ends_on)
        )


@dataclass(frozen=True)
class Line:
    """A line of a bill: `quantity` × `unit_price` rounded to the fen is `amount`."""

    item: str
    item_en: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    amount: Decimal
    explanation: str
    explanation_en: str
    component: Component = Component.PRINCIPAL


def grouped(prices: list[Price]) -> list[FeeItem]:
    """Prices gathered into fee items, by name."""

    def key(price: Price) -> tuple[str, str]:
        return price.unit_type, price.name

    items = []
    for (unit_type, name), group in groupby(sorted(prices, key=lambda p: (*key(p), p.since)), key):
        versions = tuple(group)
        items.append(FeeItem(name, unit_type, versions[0].basis, versions))
    return items

"""Fee items and their prices (收费项目): in force, and with which terms.

What is left out of a price goes on as it was (B01).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Protocol, TypeVar

from contracts.billing.fees import Basis, PricePeriod

MONTHS_OF = {
    PricePeriod.MONTH: 1,
    PricePeriod.QUARTER: 3,
    PricePeriod.HALF_YEAR: 6,
    PricePeriod.YEAR: 12,
}


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


def grouped(prices: list[Price]) -> list[FeeItem]:
    """Prices gathered into fee items, by name."""

    def key(price: Price) -> tuple[str, str]:
        return price.unit_type, price.name

    items = []
    for (unit_type, name), group in groupby(sorted(prices, key=lambda p: (*key(p), p.since)), key):
        versions = tuple(group)
        items.append(FeeItem(name, unit_type, versions[0].basis, versions))
    return items


UNITS = {Basis.METER: "度", Basis.AREA: "m²"}


FIRST: Mapping[str, Any] = {
    "name_en": None,
    "period": PricePeriod.MONTH,
    "assigned_only": False,
    "vacant_percent": 100,
    "unit": None,
}
"""Every term that may be left out, and what the first price of an item then says."""


class PricedBy(Protocol):
    """A price of the company (None) or of a community's own, or the end of these."""

    community_id: str | None
    effective_from: date
    taken_back: bool


Priced = TypeVar("Priced", bound=PricedBy)
Held = list[tuple[date, Priced]]
"""Prices in their order, each with the day from which it holds in a place."""


def in_place(prices: Iterable[Priced], place: str | None) -> Held[Priced]:
    """The prices of one item that hold in a community, or in the company (None): the company's
    until the community has its own, its own from their days on, and the company's again from a day
    on which they are taken back (P01)."""
    known = sorted(prices, key=lambda price: price.effective_from)
    companys = [(one.effective_from, one) for one in known if one.community_id is None]
    own = [one for one in known if place is not None and one.community_id == place]
    turns = [date.min, *(one.effective_from for one in own), date.max]
    held = stretch(companys, turns[0], turns[1])
    for one, since, until in zip(own, turns[1:], turns[2:], strict=False):
        held += stretch(companys, since, until) if one.taken_back else [(since, one)]
    return held


def stretch(held: Held[Priced], since: date, until: date) -> Held[Priced]:
    """What of some prices holds from one day until before another."""
    begins = [(since, one) for one in [holding(held, since)] if one is not None]
    return begins + [(day, one) for day, one in held if since < day < until]


def holding(held: Held[Priced], day: date) -> Priced | None:
    """The price that holds on a day."""
    return next((one for since, one in reversed(held) if since <= day), None)


def neighbour(held: Held[Priced], day: date) -> Priced | None:
    """The price before `day`, whose terms go on; ahead of all others, the one that follows."""
    earlier = [one for since, one in held if since < day]
    following = (one for _since, one in held)
    return earlier[-1] if earlier else next(following, None)


def terms(given: Mapping[str, Any], before: Any | None) -> dict[str, Any]:
    """What was given, else what the price before says: nothing gets lost by being left out (B01).

    Left out and null are one.
    """
    found = {}
    for name, default in FIRST.items():
        said = given[name]
        if said is None:
            said = getattr(before, name) if before else default
        found[name] = said
    found["name_en"] = found["name_en"] or given["name"]
    found["unit"] = found["unit"] or UNITS.get(given["basis"], "")
    return found

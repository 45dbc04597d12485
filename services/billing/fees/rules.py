"""Fee items and their prices (收费项目): in force, and with which terms.

What is left out of a price goes on as it was (B01).
"""

from collections.abc import Iterable, Mapping, Sequence
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


class Dated(Protocol):
    """A price that is there."""

    effective_from: date


class PricedBy(Dated, Protocol):
    """A price of the company (None) or of a community's own."""

    community_id: str | None


Known = TypeVar("Known", bound=Dated)
Priced = TypeVar("Priced", bound=PricedBy)


def in_place(prices: Sequence[Priced], place: str | None) -> list[Priced]:
    """The prices of one item that hold in a community, or in the company (None): the community's
    own from the first day of the first of them on, the company's before (P01)."""
    own = [one for one in prices if place is not None and one.community_id == place]
    begins = min((one.effective_from for one in own), default=None)
    companys = (one for one in prices if one.community_id is None)
    return [one for one in companys if begins is None or one.effective_from < begins] + own


def neighbour(prices: Iterable[Known], day: date) -> Known | None:
    """The price before `day`, whose terms go on; ahead of all others, the one that follows."""
    known = sorted(prices, key=lambda price: price.effective_from)
    earlier = [price for price in known if price.effective_from < day]
    return earlier[-1] if earlier else next(iter(known), None)


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

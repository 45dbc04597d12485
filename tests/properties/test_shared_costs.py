"""B01: whatever is run and whoever comes, goes or moves, a shared cost is collected once."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from foundation.clock import FixedClock
from foundation.storage.store import Store
from services.billing.service import BillingService
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.properties.communities import COMPANY, Community, Place, World, run_dealt
from tests.properties.conftest import SEQUENCES

COST = "公共电费"
PRICES = ("100.00", "0.05", "1234.57")
MONTHS = {
    "2026-10": {10}, "2026-11": {11}, "2026-12": {12}, "2026-Q4": {10, 11, 12},
    "2026-H2": {7, 8, 9, 10, 11, 12},
}  # fmt: skip
ALL_OF_THEM = "2026-H2"
FEWER = settings(SEQUENCES, max_examples=SEQUENCES.max_examples // len(PRICES))
areas = st.decimals("0.01", "250", places=2).map(str)
days = st.dates(*(support.NOON.date().replace(month=m, day=1) for m in (7, 12)))
periods = st.sampled_from(sorted(MONTHS))


def prepare(store: Store, clock: FixedClock, places: tuple[Place, ...], price: str) -> None:
    """Flats of 88.88 and 61.40 m², which share a cost."""
    for place in places:
        place.household(store, "h0", area_m2="88.88")
        place.household(store, "h1", unit="1-102", area_m2="61.40")
    office = Office(store, clock, COMPANY.actor)
    office.fee(price="1.25")
    office.fee(name=COST, basis="share", price=price)


class Sharing(Community):
    """What every household has to pay a share of."""

    service = BillingService

    def __init__(self, place: Place, world: World) -> None:
        super().__init__(place, world)
        self.office = Office(self.store, self.clock, place.actor)
        self.cost = Decimal(self.fee())
        self.months: set[int] = set()
        self.count = 2
        self.version = 1

    @property
    def homes(self) -> tuple[str, ...]:  # type: ignore[override]
        """All who are there by now."""
        return tuple(f"h{number}" for number in range(self.count))

    def fee(self) -> str:
        """What the cost is in each month."""
        items = self.office.call("list_fee_items", self.office.finance)["items"]
        return next(str(item["price"]) for item in items if item["name"] == COST)

    def bill(self, period: str) -> None:
        """Run a period."""
        self.office.run(period)
        self.months |= MONTHS[period]

    def tell(self, number: int, version: int, **more: Any) -> None:
        """A household as the directory tells it."""
        shares = {
            "household_id": self.place.id(f"h{number}"), "version": version, "building": "1栋",
            "floor": 1, "unit": f"1-10{number}", "unit_type": "residential", "area_m2": "80.00",
            "owner_name": "王芳", "billing_from": None, "vacant": False,
            "two_person_visit": False, "members": [],
        } | more  # fmt: skip
        self.receives("on_household_changed", **shares)

    def join(self, **more: Any) -> None:
        """Another household is there."""
        self.tell(self.count, 1, **more)
        self.count += 1

    def collected(self) -> Decimal:
        """What of the cost stands on bills."""
        lines = [
            line
            for home in self.homes
            for bill in self.office.bills(self.place.id(home))
            for line in bill["lines"]
        ]
        return sum((Decimal(line["amount"]) for line in lines if line["item"] == COST), Decimal(0))

    @property
    def due(self) -> Decimal:
        """What the months that were run have cost."""
        return len(self.months) * self.cost


class Changing(Sharing):
    """Households come and change between the runs."""

    @rule(period=periods)
    def run(self, period: str) -> None:
        self.bill(period)

    @rule(area=areas, since=st.one_of(st.none(), days))
    def come(self, area: str, since: Any) -> None:
        self.join(area_m2=area, billing_from=since.isoformat() if since else None)

    @rule(number=st.integers(0, 9), area=areas, vacant=st.booleans(), shop=st.booleans())
    def change(self, number: int, area: str, vacant: bool, shop: bool) -> None:
        self.version += 1
        number %= self.count
        kind = "shop" if shop and number else "residential"
        self.tell(number, self.version, area_m2=area, vacant=vacant, unit_type=kind)

    @invariant()
    def no_more_is_collected_than_it_cost(self) -> None:
        assert self.collected() <= self.due

    def finish(self) -> None:
        before = self.collected()
        self.bill(ALL_OF_THEM)
        assert before <= self.collected() <= self.due
        assert self.office.balanced()


class Staying(Sharing):
    """Nothing changes once the households are there."""

    @initialize(mine=st.lists(areas, min_size=1, max_size=6), first=periods)
    def come_and_run(self, mine: list[str], first: str) -> None:
        for area in mine:
            self.join(area_m2=area)
        self.run(first)

    @rule(period=periods)
    def run(self, period: str) -> None:
        self.bill(period)

    @invariant()
    def what_it_cost_is_collected(self) -> None:
        assert self.collected() == self.due


@pytest.mark.parametrize("price", PRICES)
def test_B01_P01_shares_never_come_to_more_than_the_cost(price: str) -> None:
    run_dealt(Changing, partial(prepare, price=price), FEWER)


@pytest.mark.parametrize("price", PRICES)
def test_B01_P01_the_shares_of_all_who_are_there_are_the_cost(price: str) -> None:
    run_dealt(Staying, partial(prepare, price=price), settings(FEWER, stateful_step_count=3))

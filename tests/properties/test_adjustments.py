"""B16: whatever changes between bill runs, in the end everybody has paid what today's data say."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from foundation.clock import FixedClock
from foundation.errors import ServiceError
from foundation.storage.store import Store
from services.billing.service import BillingService
from tests.operations.billing.conftest import Office
from tests.properties.communities import COMPANY, Community, Place, World, run_dealt

PARKING = "车位管理费"
PERIODS = ("2026-11", "2026-12", "2026-Q4", "2027-01", "2027-Q1")
LAST = "2027-09"
"""Run at the end: what is still missing of all others is on its bills."""
LATE = "2028-01-31"
"""When all bills are due."""
HOMES = ("h1", "h2", "h3")
flats = st.sampled_from(HOMES)
days = st.dates(date(2026, 9, 20), date(2027, 3, 31)).map(date.isoformat)


def prepare(store: Store, clock: FixedClock, places: tuple[Place, ...]) -> None:
    """Two flats; a third one is told later. The prices are long in force, and the company's."""
    for place in places:
        place.household(store, "h1", area_m2="100.00")
        place.household(store, "h2", unit="1-102", area_m2="80.40")
    office = Office(store, clock, COMPANY.actor)
    office.fee(price="1.21", vacant_percent=70)
    office.fee(name=PARKING, basis="fixed", price="60.00", assigned_only=True)


class Changing(Community):
    """Bill runs, and what changes before, between and after them; what is refused changes
    nothing."""

    service = BillingService
    of_company = frozenset({"price", "parking"})
    homes = HOMES

    def __init__(self, place: Place, world: World) -> None:
        super().__init__(place, world)
        self.office = Office(self.store, self.clock, place.actor)
        self.version = 1
        self.runs: dict[str, None] = {}
        """Periods, in the order in which each was billed first."""

    @initialize()
    def tell_of_the_third(self) -> None:
        self.tell("h3", "80", vacant=False)

    @rule(
        household_id=flats, starts_on=days, ends_on=st.one_of(st.none(), days),
        quantity=st.integers(1, 2),
    )  # fmt: skip
    def assign(self, household_id: str, **data: Any) -> None:
        home = {"household_id": self.place.id(household_id), "name": PARKING}
        with suppress(ServiceError):
            self.office.call("assign_fee", self.office.supervisor, **home, **data)

    @rule(price=st.sampled_from(["0.00", "0.97", "1.33"]), effective_from=days)
    def price(self, **data: Any) -> None:
        self.enter(**data)

    @rule(price=st.sampled_from(["0.00", "55.55"]), effective_from=days)
    def parking(self, **data: Any) -> None:
        self.enter(name=PARKING, basis="fixed", **data)

    def enter(self, **data: Any) -> None:
        """The company has a new price."""
        with suppress(ServiceError):
            Office(self.store, self.clock, COMPANY.actor).fee(**data)

    @rule(household_id=flats, area=st.sampled_from(["80", "91.37"]), vacant=st.booleans())
    def tell(self, household_id: str, area: str, vacant: bool) -> None:
        self.version += 1
        self.receives(
            "on_household_changed", household_id=self.place.id(household_id),
            version=self.version, building="1栋", unit=household_id, floor=1,
            unit_type="residential", area_m2=area, owner_name="王芳",
            billing_from="2026-11-20" if household_id == "h3" else None, vacant=vacant,
            two_person_visit=False, members=[],
        )  # fmt: skip

    @rule(period=st.sampled_from(PERIODS))
    def run(self, period: str) -> None:
        self.runs[period] = None
        self.office.run(period, LATE)

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.wait_for(timedelta(days=days))

    @rule(
        household_id=st.sampled_from(HOMES[:2]),
        amount=st.sampled_from(["10.00", "300.00", "2000.00"]),
    )
    def pay(self, household_id: str, amount: str) -> None:
        self.office.pay(amount, self.place.id(household_id))

    def billed(self) -> dict[tuple[str, str], tuple[Decimal, int]]:
        """By household and item, what stands on bills in all, and on how many lines."""
        found: dict[tuple[str, str], tuple[Decimal, int]] = {}
        for household_id in HOMES:
            for bill in self.office.bills(self.place.id(household_id), limit=200):
                for line in bill["lines"]:
                    amount, lines = found.get((household_id, line["item"]), (Decimal(0), 0))
                    found[household_id, line["item"]] = amount + Decimal(line["amount"]), lines + 1
        return found

    def bills(self) -> int:
        """How many there are."""
        return sum(len(self.office.bills(self.place.id(one), limit=200)) for one in HOMES)

    def finish(self) -> None:
        """Who knew all before the first run would have billed the same, and runs bill nothing
        twice."""
        self.run(LAST)
        found, count = self.billed(), self.bills()
        assert self.office.balanced()
        for period in self.runs:
            self.office.run(period, LATE)
        assert count == self.bills()
        with self.alone(without=("run", "pay")) as knowing:
            assert isinstance(knowing, Changing)
            for period in self.runs:
                knowing.office.run(period, LATE)
            known = knowing.billed()
        for key in found.keys() | known.keys():
            (mine, lines), (theirs, others) = (
                one.get(key, (Decimal(0), 0)) for one in (found, known)
            )
            assert abs(mine - theirs) <= Decimal("0.01") * (lines + others), key


def test_B16_P01_what_is_billed_in_the_end_does_not_depend_on_when_it_was_known() -> None:
    run_dealt(Changing, prepare)

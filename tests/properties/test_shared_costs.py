"""B01: whatever is run and whoever comes, goes or moves, a shared cost is collected once."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.clock import FixedClock
from foundation.storage.store import Store
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.properties.conftest import SEQUENCES, Template, actor, template_of

COST = "公共电费"
PRICES = ("100.00", "0.05", "1234.57")
MONTHS = {
    "2026-10": {10}, "2026-11": {11}, "2026-12": {12}, "2026-Q4": {10, 11, 12},
    "2026-H2": {7, 8, 9, 10, 11, 12},
}  # fmt: skip
areas = st.decimals("0.01", "250", places=2).map(str)
days = st.dates(*(support.NOON.date().replace(month=m, day=1) for m in (7, 12)))
acts = st.one_of(
    st.tuples(st.just("run"), st.sampled_from(sorted(MONTHS))),
    st.tuples(st.just("join"), areas, st.one_of(st.none(), days)),
    st.tuples(st.just("change"), st.integers(0, 9), areas, st.booleans(), st.booleans()),
)


@pytest.fixture(scope="module")
def template() -> Any:
    """Flats of 88.88 and 61.40 m²; the cost is entered by each sequence."""

    def prepare(store: Store, clock: FixedClock) -> None:
        support.put_household(store, "h0", area_m2="88.88")
        support.put_household(store, "h1", unit="1-102", area_m2="61.40")
        Office(store, clock, actor).fee(price="1.25")

    with template_of("billing", prepare) as made:
        yield made


def household(number: int, version: int, **more: Any) -> dict[str, Any]:
    """A household as the directory tells it."""
    return {
        "household_id": f"h{number}", "version": version, "building": "1栋", "floor": 1,
        "unit": f"1-10{number}", "unit_type": "residential", "area_m2": "80.00",
        "owner_name": "王芳", "billing_from": None, "vacant": False, "two_person_visit": False,
        "members": [],
    } | more  # fmt: skip


@SEQUENCES
@given(price=st.sampled_from(PRICES), done=st.lists(acts, max_size=8))
def test_B01_shares_never_come_to_more_than_the_cost(
    template: Template, price: str, done: list[Any]
) -> None:
    with template.opened() as (store, clock):
        office = Office(store, clock, actor)
        office.fee(name=COST, basis="share", price=price)
        homes, versions = 2, 1
        run: set[int] = set()
        office.run("2026-09")  # all who are there share it
        assert collected(office, homes) == Decimal(price)
        run.add(9)
        for what, *how in done:
            if what == "run":
                office.run(how[0])
                run |= MONTHS[how[0]]
            elif what == "join":
                since = how[1].isoformat() if how[1] else None
                new = household(homes, 1, area_m2=how[0], billing_from=since)
                office.hears("on_household_changed", **new)
                homes += 1
            else:
                number, area, vacant, shop = how
                versions += 1
                kind = "shop" if shop and number % homes else "residential"
                office.hears(
                    "on_household_changed",
                    **household(
                        number % homes, versions, area_m2=area, vacant=vacant, unit_type=kind
                    ),
                )
            assert collected(office, homes) <= len(run) * Decimal(price)
        before = collected(office, homes)
        for period in sorted(MONTHS):
            office.run(period)
            run |= MONTHS[period]
        assert before <= collected(office, homes) <= len(run) * Decimal(price)
        assert office.balanced()


@SEQUENCES
@given(
    price=st.sampled_from(PRICES),
    mine=st.lists(areas, min_size=1, max_size=6),
    first=st.sampled_from(sorted(MONTHS)),
    then=st.lists(st.sampled_from(sorted(MONTHS)), max_size=3),
)
def test_B01_the_shares_of_all_who_are_there_are_the_cost(
    template: Template, price: str, mine: list[str], first: str, then: list[str]
) -> None:
    with template.opened() as (store, clock):
        office = Office(store, clock, actor)
        office.fee(name=COST, basis="share", price=price)
        for number, area in enumerate(mine, 2):
            office.hears("on_household_changed", **household(number, 1, area_m2=area))
        run: set[int] = set()
        for period in (first, *then):
            office.run(period)
            run |= MONTHS[period]
            assert collected(office, 2 + len(mine)) == len(run) * Decimal(price)


def collected(office: Office, homes: int) -> Decimal:
    """What of the cost stands on bills."""
    lines = [
        line
        for number in range(homes)
        for bill in office.bills(f"h{number}")
        for line in bill["lines"]
    ]
    return sum((Decimal(line["amount"]) for line in lines if line["item"] == COST), Decimal(0))

"""B16: whatever changes between bill runs, in the end everybody has paid what today's data say."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.clock import FixedClock
from foundation.errors import ServiceError
from foundation.storage.store import Store
from tests.operations import conftest as support
from tests.operations.billing.conftest import Office
from tests.properties.conftest import SEQUENCES, Template, actor, template_of

PARKING = "车位管理费"
PERIODS = ("2026-11", "2026-12", "2026-Q4", "2027-01", "2027-Q1")
LAST = "2027-09"
"""Run at the end: what is still missing of all others is on its bills."""
homes = st.sampled_from(["h1", "h2", "h3"])
days = st.dates(date(2026, 9, 20), date(2027, 3, 31)).map(date.isoformat)
changes = st.one_of(
    st.tuples(st.just("assign"), homes, days, st.one_of(st.none(), days), st.integers(1, 2)),
    st.tuples(st.just("price"), st.sampled_from(["0.00", "0.97", "1.33"]), days),
    st.tuples(st.just("parking"), st.sampled_from(["0.00", "55.55"]), days),
    st.tuples(st.just("tell"), homes, st.sampled_from(["80", "91.37"]), st.booleans()),
)
acts = st.one_of(
    changes,
    changes,
    st.tuples(st.just("run"), st.sampled_from(PERIODS)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("pay"), homes, st.sampled_from(["10.00", "300.00", "2000.00"])),
)


@pytest.fixture(scope="module")
def template() -> Any:
    """Two flats; a third one is told later. The prices are long in force."""

    def prepare(store: Store, clock: FixedClock) -> None:
        support.put_household(store, "h1", area_m2="100.00")
        support.put_household(store, "h2", unit="1-102", area_m2="80.40")
        office = Office(store, clock, actor)
        office.fee(price="1.21", vacant_percent=70)
        office.fee(name=PARKING, basis="fixed", price="60.00", assigned_only=True)

    with template_of("billing", prepare) as made:
        yield made


def change(office: Office, version: int, what: str, *how: Any) -> None:
    """Something is entered or told; what the office refuses changes nothing."""
    if what == "tell":
        household_id, area, vacant = how
        office.hears(
            "on_household_changed", household_id=household_id, version=version, building="1栋",
            unit=household_id, floor=1, unit_type="residential", area_m2=area, owner_name="王芳",
            billing_from="2026-11-20" if household_id == "h3" else None, vacant=vacant,
            two_person_visit=False, members=[],
        )  # fmt: skip
        return
    try:
        if what == "price":
            office.fee(price=how[0], effective_from=how[1])
        elif what == "parking":
            office.fee(name=PARKING, basis="fixed", price=how[0], effective_from=how[1])
        else:
            household_id, starts_on, ends_on, quantity = how
            office.call(
                "assign_fee", office.supervisor, household_id=household_id, name=PARKING,
                starts_on=starts_on, ends_on=ends_on, quantity=quantity,
            )  # fmt: skip
    except ServiceError:
        pass


def live(office: Office, done: list[Any], skip: Callable[[str], bool]) -> None:
    """Live through what is done, at the same times, without some of it."""
    for version, (what, *how) in enumerate(done, 2):
        if what == "wait":
            office.clock.advance(timedelta(days=how[0]))
        elif skip(what):
            continue
        elif what == "run":
            office.run(how[0], "2028-01-31")
        elif what == "pay":
            office.pay(how[1], how[0]) if how[0] != "h3" else None
        else:
            change(office, version, what, *how)


def billed(office: Office) -> dict[tuple[str, str], tuple[Decimal, int]]:
    """By household and item, what stands on bills in all, and on how many lines."""
    found: dict[tuple[str, str], tuple[Decimal, int]] = {}
    for household_id in ("h1", "h2", "h3"):
        for bill in office.bills(household_id, limit=200):
            for line in bill["lines"]:
                amount, lines = found.get((household_id, line["item"]), (Decimal(0), 0))
                found[household_id, line["item"]] = amount + Decimal(line["amount"]), lines + 1
    return found


@SEQUENCES
@given(done=st.lists(acts, min_size=2, max_size=9))
def test_B16_what_is_billed_in_the_end_does_not_depend_on_when_it_was_known(
    template: Template, done: list[Any]
) -> None:
    runs = [how[0] for what, *how in done if what == "run"]
    with template.opened() as (store, clock):
        office = Office(store, clock, actor)
        live(office, [("tell", "h3", "80", False), *done], lambda _what: False)
        office.run(LAST, "2028-01-31")
        found = billed(office)
        assert office.balanced()
        count = sum(len(office.bills(one, limit=200)) for one in ("h1", "h2", "h3"))
        for period in (*runs, LAST):
            office.run(period, "2028-01-31")
        assert count == sum(len(office.bills(one, limit=200)) for one in ("h1", "h2", "h3"))
    with template.opened() as (store, clock):
        knowing = Office(store, clock, actor)
        live(knowing, [("tell", "h3", "80", False), *done], lambda what: what in ("run", "pay"))
        for period in (*runs, LAST):
            knowing.run(period, "2028-01-31")
        known = billed(knowing)
    for key in found.keys() | known.keys():
        (mine, lines), (theirs, others) = (one.get(key, (Decimal(0), 0)) for one in (found, known))
        assert abs(mine - theirs) <= Decimal("0.01") * (lines + others), key

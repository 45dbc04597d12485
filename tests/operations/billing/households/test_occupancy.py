"""B01: the state of a unit by the day, whenever and in whatever order the directory tells it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from services.billing.households.rules import ALWAYS, Occupancy, history
from services.billing.service import BillingService
from services.billing.units.queries import units
from tests.operations import conftest as support
from tests.operations.conftest import NOON
from tests.properties.deliveries import receive

SMALL, LARGE = Decimal("80.00"), Decimal("120.00")


pytestmark = pytest.mark.both_databases


def states(store: Store) -> list[tuple[date, Decimal, bool]]:
    """The states of h1, oldest first."""
    with store.read() as uow:
        (unit,) = units(uow, ["h1"])
        return [(state.since, state.area_m2, state.vacant) for state in unit.occupancies]


def hear(
    store: Store, version: int, day: int, area: Decimal, *, vacant: bool = False, **more: str
) -> None:
    """The directory tells a version of h1; `day` is of November 2026."""
    data: dict[str, Any] = {
        "household_id": "h1", "version": version, "building": "1栋", "unit": "1-101", "floor": 1,
        "unit_type": "residential", "area_m2": str(area), "owner_name": "王芳",
        "billing_from": None, "vacant": vacant, "two_person_visit": False, "members": [],
    } | more  # fmt: skip
    after = timedelta(days=day) - timedelta(days=2)
    assert (NOON + after).day == day
    receive(store, BillingService, (f"e{version}", "on_household_changed", after, data))


ORDERS = [(1, 2, 3), (3, 2, 1), (2, 3, 1), (3, 1, 2)]


@pytest.mark.parametrize("order", ORDERS)
def test_B01_a_state_that_is_heard_late_holds_for_its_days(
    store_of: Callable[[str], Store], order: tuple[int, ...]
) -> None:
    store = store_of("billing")
    versions = {1: (3, SMALL), 2: (10, LARGE), 3: (20, SMALL)}
    for version in order:
        hear(store, version, *versions[version])
    expected = [(ALWAYS, SMALL), (date(2026, 11, 10), LARGE), (date(2026, 11, 20), SMALL)]
    assert [(since, area) for since, area, _ in states(store)] == expected


def test_B01_what_a_filled_replica_said_is_the_state_from_the_beginning(
    store_of: Callable[[str], Store],
) -> None:
    store = store_of("billing")
    support.put_household(store, "h1", version=4, area_m2=SMALL)
    hear(store, 5, 10, SMALL, vacant=True)
    assert states(store) == [(ALWAYS, SMALL, False), (date(2026, 11, 10), SMALL, True)]


def test_B01_on_one_day_the_last_word_counts_and_no_change_is_no_state() -> None:
    days = [date(2026, 11, day) for day in (3, 10, 10, 10)]
    flats = [SMALL, LARGE, Decimal("90.00"), SMALL]
    versions = [
        Occupancy(*one, False) for one in zip(days, ["residential"] * 4, flats, strict=True)
    ]
    assert [state.area_m2 for state in history(versions[:3])] == [SMALL, Decimal("90.00")]
    assert history(versions) == (Occupancy(ALWAYS, "residential", SMALL, False),)


def test_B01_states_of_the_release_before_are_taken_over(
    store_of: Callable[[str], Store],
) -> None:
    """From the schema before: the newest state has the household's version, others come first."""
    store = store_of("billing")
    downgrade(store.engine, "billing", "base")
    upgrade(store.engine, "billing", "foundation_0018")
    upgrade(store.engine, "billing", "billing_0001")
    support.put_household(store, "h1", version=7, area_m2=SMALL)
    insert = text(
        "INSERT INTO occupancy_changes (household_id, since, unit_type, area_m2, vacant) "
        "VALUES (:home, :since, 'residential', :area, false)"
    )

    def old_process_writes(since: date, area: int, home: str = "h1") -> None:
        values = {"home": home, "since": since.isoformat(), "area": area * 10_000}
        with store.engine.begin() as connection:
            connection.execute(insert, values)

    for since, area in ((ALWAYS, 90), (date(2026, 11, 3), 100), (date(2026, 11, 20), 80)):
        old_process_writes(since, area)
    upgrade(store.engine, "billing")
    old_process_writes(date(2026, 11, 4), 70, "h2")  # the release before goes on for a while
    hear(store, 6, 10, LARGE)
    hear(store, 8, 25, LARGE)
    assert [(since.day, area) for since, area, _ in states(store)] == [
        (1, 90), (3, 100), (10, LARGE), (20, SMALL), (25, LARGE),
    ]  # fmt: skip
    downgrade(store.engine, "billing", "billing_0001")
    with store.engine.connect() as connection:
        kept = connection.execute(text("SELECT count(*) FROM occupancy_changes")).scalar()
    assert kept == 6


def test_B16_what_is_new_counts_from_its_day_and_what_is_not_stays_as_it_was() -> None:
    day = {number: date(2026, 11, number) for number in (3, 5, 10, 20)}

    def state(since: int, area: Decimal, vacant: bool = False) -> Occupancy:
        return Occupancy(day[since], "residential", area, vacant)

    versions = [state(3, SMALL), state(10, LARGE), state(5, LARGE, True)]
    assert [(one.since, one.area_m2, one.vacant) for one in history(versions)] == [
        (ALWAYS, SMALL, False), (day[5], SMALL, True), (day[10], LARGE, True),
    ]  # fmt: skip
    versions.append(state(3, LARGE, False))  # it was never vacant
    assert [(one.since, one.area_m2, one.vacant) for one in history(versions)] == [
        (ALWAYS, SMALL, False), (day[10], LARGE, False),
    ]  # fmt: skip


def test_B16_the_day_that_is_told_is_kept(store_of: Callable[[str], Store]) -> None:
    store = store_of("billing")
    hear(store, 1, 3, SMALL)
    hear(store, 2, 20, LARGE, effective_from="2026-11-07")
    assert states(store) == [(ALWAYS, SMALL, False), (date(2026, 11, 7), LARGE, False)]

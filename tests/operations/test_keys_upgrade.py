"""P01: what the release before has of each kind once is the first community's after the upgrade."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from foundation.scope import FIRST_COMMUNITY
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store

pytestmark = pytest.mark.both_databases

RUN = (
    "INSERT INTO bill_runs (id, period, due_date, status, total, done, billed, amount, started_by, "
    "started_at, cancelled, cancel_done) VALUES ('r1', '2026-Q4', '2026-11-30', 'done', 1, 1, 1, "
    "0, '钱经理', '2026-11-02 02:00:00.000000', 0, 0)"
)
FROZEN = (
    "INSERT INTO collection_snapshots (id, period, due_date, as_of, frozen_at{}) VALUES ('{}', "
    "'2026-Q4', '2026-11-30', '2026-12-01 00:00:00.000000', '2026-12-01 00:05:00.000000'{})"
)
SHARED = (
    "INSERT INTO shared_costs (unit_type, name, month, run_id{}) "
    "VALUES ('residential', '公摊电费', '2026-10', 'r1'{})"
)
WARNED = (
    "INSERT INTO roster_warnings (duty, day, told_at{}) "
    "VALUES ('desk', '2026-11-03', '2026-11-02 02:00:00.000000'{})"
)
WATCHED = (
    "INSERT INTO deadlines (kind, subject_id, step, due_at, state, data, community_id) VALUES "
    "('roster_watch', 'roster', '2026-11-03', '2026-11-03 00:00:00.000000', 'waiting', '{}', NULL)"
)
FIRST, OTHER = f", '{FIRST_COMMUNITY}'", ", 'c-other'"
PLACE = ", community_id"
KEPT: Mapping[str, tuple[str, str, tuple[str, ...], str]] = {
    "figures": (
        "billing", "billing_0017", (FROZEN.format("", "s1", ""),), FROZEN.format(PLACE, "s2", "{}"),
    ),
    "shared costs": (
        "billing", "billing_0017", (RUN, SHARED.format("", "")), SHARED.format(PLACE, "{}"),
    ),
    "warnings": (
        "directory", "directory_0012", (WARNED.format("", ""), WATCHED), WARNED.format(PLACE, "{}"),
    ),
}  # fmt: skip
"""Service, the revision before, what was entered there, and how the same is entered now."""


def execute(store: Store, *statements: str) -> None:
    with store.engine.begin() as connection:
        for one in statements:
            connection.execute(text(one))


@pytest.fixture
def upgraded(store_of: Callable[[str], Store]) -> Callable[[str], Store]:
    """Makes a store with data of the release before, migrated."""

    def make(what: str) -> Store:
        service, before, entered, _ = KEPT[what]
        store = store_of(service)
        downgrade(store.engine, service, before)
        execute(store, *entered)
        upgrade(store.engine, service)
        return store

    return make


@pytest.mark.parametrize("what", KEPT)
def test_P01_what_there_is_is_the_first_s_and_others_may_have_the_same(
    upgraded: Callable[[str], Store], what: str
) -> None:
    store, now = upgraded(what), KEPT[what][-1]
    with pytest.raises(IntegrityError):
        execute(store, now.format(FIRST))
    execute(store, now.format(OTHER))


def test_P01_watch_over_the_roster_goes_on_in_the_first(
    upgraded: Callable[[str], Store],
) -> None:
    with upgraded("warnings").engine.connect() as connection:
        (place,) = connection.execute(text("SELECT community_id FROM deadlines")).scalars()
    assert place == FIRST_COMMUNITY


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET period = '2027-Q1'"])
def test_B03_frozen_figures_stay_as_they_are_after_the_upgrade(
    upgraded: Callable[[str], Store], change: str
) -> None:
    """SQLite makes the table anew, and with it what guards it."""
    store: Any = upgraded("figures")
    with pytest.raises(DBAPIError, match="append-only"):
        execute(store, change.format("collection_snapshots"))

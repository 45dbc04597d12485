"""Numbers on papers: without gaps, per series and local year (B07)."""

import threading
from datetime import UTC, datetime

import pytest

from foundation.clock import FixedClock
from foundation.errors import InvalidInput
from foundation.storage.store import Store


def draw(store: Store, series: str = "SJ", *, fail: bool = False) -> str:
    with store.write() as uow:
        number = uow.number(series)
        if fail:
            raise InvalidInput
    return number


def test_B07_numbers_run_without_gaps(store: Store) -> None:
    assert [draw(store) for _ in range(3)] == [
        "SJ-2026-000001",
        "SJ-2026-000002",
        "SJ-2026-000003",
    ]


def test_B07_number_of_a_rolled_back_unit_is_given_again(store: Store) -> None:
    draw(store)
    with pytest.raises(InvalidInput):
        draw(store, fail=True)
    assert draw(store) == "SJ-2026-000002"


def test_B07_drawn_in_a_unit_of_its_own_a_number_would_be_lost(store: Store) -> None:
    """Negative control: drawing and using apart leaves a gap when the using fails."""
    draw(store)
    with pytest.raises(InvalidInput):
        draw(store)  # committed by itself ...
        with store.write():
            raise InvalidInput  # ... and never used
    assert draw(store) == "SJ-2026-000003"


def test_B07_series_do_not_share_numbers(store: Store) -> None:
    assert (draw(store), draw(store, "ZD"), draw(store)) == (
        "SJ-2026-000001",
        "ZD-2026-000001",
        "SJ-2026-000002",
    )


def test_B07_numbers_begin_anew_with_the_local_year(store: Store, clock: FixedClock) -> None:
    clock.set(datetime(2026, 12, 31, 15, 59, tzinfo=UTC))
    assert draw(store) == "SJ-2026-000001"
    clock.set(datetime(2026, 12, 31, 16, 0, tzinfo=UTC))
    assert draw(store) == "SJ-2027-000001"


def test_B07_many_numbers_are_drawn_at_once(store: Store) -> None:
    with store.write() as uow:
        assert uow.numbers("ZD", 3)[-1] == "ZD-2026-000003"
        assert uow.numbers("ZD", 1) == ["ZD-2026-000004"]


def test_B07_drawn_by_many_at_once_none_is_missing_or_twice(store: Store) -> None:
    drawn: list[str] = []

    def run(offset: int) -> None:
        for turn in range(5):
            try:
                drawn.append(draw(store, fail=(turn + offset) % 3 == 0))
            except InvalidInput:
                continue

    threads = [threading.Thread(target=run, args=(offset,)) for offset in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(drawn) == [f"SJ-2026-{number:06d}" for number in range(1, len(drawn) + 1)]

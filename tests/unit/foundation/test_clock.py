"""Clocks: injected, aware, in UTC, and local where people are meant."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from foundation.clock import (
    SHANGHAI,
    FixedClock,
    ShiftedClock,
    SystemClock,
    at_local,
    local_date,
)

MOMENT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 2, 15, 59, tzinfo=UTC), date(2026, 11, 2)),
        (datetime(2026, 11, 2, 16, 0, tzinfo=UTC), date(2026, 11, 3)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_day_begins_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    assert local_date(moment) == day
    assert at_local(day, time()) <= moment < at_local(day + timedelta(days=1), time())


def test_local_time_is_eight_hours_ahead_and_given_in_utc() -> None:
    moment = at_local(date(2026, 11, 2), time(10))
    assert moment == MOMENT and moment.tzinfo is UTC


def test_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(MOMENT.astimezone(SHANGHAI))
    assert clock.now() == clock.now() == MOMENT and clock.now().tzinfo is UTC
    assert clock.advance(timedelta(hours=1)) == MOMENT + timedelta(hours=1) == clock.now()
    clock.set(MOMENT.astimezone(timezone(timedelta(hours=-5))))
    assert clock.now() == MOMENT and clock.now().tzinfo is UTC


def test_shifted_clock_goes_on_from_where_it_was_set() -> None:
    clock = ShiftedClock()
    clock.set(MOMENT)
    assert timedelta() <= clock.now() - MOMENT < timedelta(minutes=1)


def test_system_clock_is_aware() -> None:
    assert SystemClock().now().utcoffset() == timedelta()

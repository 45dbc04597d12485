"""What is open, minute by minute, from tables written down by hand.

The days off and the make-up workdays of 2026 are copied from the State Council's notice (国务院
办公厅关于2026年部分节假日安排的通知), not asked of a library.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta

from tests.properties.conftest import local

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def _days(month: int, first: int, last: int) -> set[date]:
    return {date(2026, month, day) for day in range(first, last + 1)}


OFF = (
    _days(1, 1, 3) | _days(2, 15, 23) | _days(4, 4, 6) | _days(5, 1, 5)
    | _days(6, 19, 21) | _days(9, 25, 27) | _days(10, 1, 7)
)  # fmt: skip
MADE_UP = {date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))}

Open = Callable[[datetime], bool]


def works(day: date) -> bool:
    """Whether a day of 2026 is a working day."""
    return day in MADE_UP or (day.weekday() < 5 and day not in OFF)


def desk(
    opening: int = 8,
    closing: int = 20,
    rests: Collection[int] = (),
    *,
    working_days_only: bool = False,
) -> Open:
    """Whether the minute that begins at a moment is one of service; hours of the wall clock, and
    the half hours of the day (0 to 47) at which the desk rests."""

    def is_open(at: datetime) -> bool:
        wall = local(at)
        half_hour = 2 * wall.hour + wall.minute // 30
        serves = opening <= wall.hour < closing and half_hour not in rests
        return serves and (not working_days_only or works(wall.date()))

    return is_open


def minutes_between(is_open: Open, start: datetime, end: datetime) -> int:
    """Minutes of service from `start` to `end`, counted one by one."""
    count, at = 0, start
    while at < end:
        count += is_open(at)
        at += MINUTE
    return count


def after_minutes(is_open: Open, start: datetime, minutes: int) -> datetime:
    """When so many minutes of service have passed, counted one by one."""
    at = start
    while minutes > 0:
        minutes -= is_open(at)
        at += MINUTE
    return at


def after_stops(
    is_open: Open, start: datetime, limit: datetime, stops: Iterable[tuple[datetime, datetime]]
) -> datetime:
    """When the service time from `start` to `limit` has passed on a clock that is stopped.

    Counted one by one; a stop is from its first moment on, until its second.
    """
    stood = list(stops)

    def runs(at: datetime) -> bool:
        return is_open(at) and not any(since <= at < until for since, until in stood)

    return after_minutes(runs, start, minutes_between(is_open, start, limit))


def opens_again(is_open: Open, at: datetime) -> Iterator[bool]:
    """Whether each later minute of the same day is one of service."""
    day = local(at).date()
    while local(at := at + MINUTE).date() == day:
        yield is_open(at)


def earlier(ours: datetime, own: datetime | None) -> datetime:
    """Of the limit by the rules and the one that a case came with, if it did, the earlier."""
    return ours if own is None or ours < own else own


def closing_after_days(
    is_open: Open, start: datetime, days: int, counts: Callable[[date], bool]
) -> datetime:
    """The end of the last minute of service of the `days`-th counted day, found minute by minute.

    The first day is that of the first minute of service from `start` on that lies on a day that
    counts; the others follow it.
    """
    at, seen = start, []
    while True:
        day = local(at).date()
        if is_open(at) and counts(day) and day not in seen:
            seen.append(day)
        if len(seen) == days + 1 and is_open(at) and not any(opens_again(is_open, at)):
            return at + MINUTE
        at += MINUTE

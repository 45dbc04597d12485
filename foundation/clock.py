"""Clocks: time is handed to the rules, with its zone, in UTC; they never read it themselves."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """A source of the present time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment of the machine."""
        return datetime.now(UTC)


STANDS_AT_MOST = timedelta(minutes=5)
"""After so long a clock that stands runs on by itself: whoever had stopped it is gone."""


class ShiftedClock:
    """The machine's clock moved by an offset (the demo clock); it can be made to stand still.

    While it is being moved on it stands at each deadline, however long that takes to be processed.
    """

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        self.stands_at: datetime | None = None

    def now(self) -> datetime:
        """Where it stands, or the present moment plus the offset."""
        running = datetime.now(UTC) + self.offset
        if self.stands_at is not None and running < self.stands_at + STANDS_AT_MOST:
            return self.stands_at
        return running

    def set(self, moment: datetime) -> None:
        """Make `moment` the present."""
        self.offset, self.stands_at = moment - datetime.now(UTC), None


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.at

    def advance(self, by: timedelta) -> datetime:
        """Move on and return the new moment."""
        self.at += by
        return self.at

    def set(self, moment: datetime) -> None:
        """Stand at another moment."""
        self.at = moment.astimezone(UTC)


def local_date(moment: datetime) -> date:
    """The calendar date in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def at_local(day: date, hour: time) -> datetime:
    """The moment of a local date and time, in UTC."""
    return datetime.combine(day, hour, tzinfo=SHANGHAI).astimezone(UTC)

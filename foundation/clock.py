"""Time as it is told to the rules: aware, in UTC, and never read behind their back."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Whatever tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment of the machine."""
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock moved by an offset (the demo clock)."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """The present moment plus the offset."""
        return datetime.now(UTC) + self.offset

    def set(self, moment: datetime) -> None:
        """Make `moment` the present."""
        self.offset = moment - datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.at

    def advance(self, by: timedelta) -> datetime:
        """Move on and tell the new moment."""
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

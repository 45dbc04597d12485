"""The service calendar (服务日历): opening times, working days, and counting by them.

All deadlines are counted here (X05, X09, R02). Every reckoning explains itself: which stretches of
time counted, which did not, and why (C11).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

import chinese_calendar

from foundation.clock import at_local, local_date
from foundation.errors import Contradiction, Said

DayKind = Literal["calendar", "working"]
"""How days are counted: every day (日历日), or working days only (工作日)."""

Window = tuple[time, time]
"""From when until when, on one day."""

ONE_DAY = timedelta(days=1)
NOTHING = timedelta()


class Reason(StrEnum):
    """Why a stretch of time counted or did not."""

    SERVICE_HOURS = "service_hours"
    """服务时间: the desk is open; counts."""
    CLOSED = "closed"
    """非服务时间: between closing and opening."""
    BREAK = "break"
    """午休: the desk rests and opens again on the same day."""
    DAY_OFF = "day_off"
    """休息日: weekend or statutory holiday where only working days count."""


OPEN = Reason.SERVICE_HOURS


@dataclass(frozen=True)
class Segment:
    """A stretch of time that counted as a whole or not at all."""

    start: datetime
    end: datetime
    counted: bool
    reason: Reason

    def as_json(self) -> dict[str, Any]:
        """`{from, to, counted, reason}` with aware times."""
        return {
            "from": self.start,
            "to": self.end,
            "counted": self.counted,
            "reason": self.reason.value,
        }


@dataclass(frozen=True)
class Reckoning:
    """A moment that was counted out, with its explanation."""

    due_at: datetime
    segments: tuple[Segment, ...]
    provisional: bool
    """A day beyond the announced statutory calendar took part; count again when it comes."""


@dataclass(frozen=True)
class ServiceCalendar:
    """When the desk serves. Local times of Asia/Shanghai; moments in and out are aware UTC.

    A moment belongs to the service day when `opening <= moment < closing`: who comes at closing
    time comes too late. By default the desk is open every day; with `working_days_only` it is
    closed on weekends and holidays, and open on make-up workdays (调休上班).
    """

    opening: time = time(8)
    closing: time = time(20)
    working_days_only: bool = False
    breaks: tuple[Window, ...] = ()
    """When it rests on every day (午休), in their order."""

    def __post_init__(self) -> None:
        if not self.opening < self.closing:
            raise ValueError("The desk opens before it closes, on one day.")
        if not self.windows:
            raise ValueError("The desk does not rest all day.")

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """When it is open on a day on which it opens, in their order."""
        return tuple((since, until) for since, until, reason in self._stretches if reason is OPEN)

    @cached_property
    def _stretches(self) -> tuple[tuple[time, time, Reason], ...]:
        """What a day between opening and closing consists of."""
        stretches, at = [], self.opening
        for begins, ends in self.breaks:
            begins, ends = max(begins, at), min(ends, self.closing)
            if not begins < ends:
                continue
            stretches += [(at, begins, OPEN)] if at < begins else []
            stretches += [(begins, ends, Reason.BREAK)]
            at = ends
        if at < self.closing:
            stretches += [(at, self.closing, OPEN)]
        return tuple(stretches)

    # days

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day (工作日), make-up workdays included."""
        return working_day(day)

    def is_provisional(self, day: date) -> bool:
        """Whether the State Council has not yet announced the year of `day`."""
        return day.year not in announced_years()

    def is_open_on(self, day: date) -> bool:
        """Whether the desk opens at all on `day`."""
        return not self.working_days_only or self.is_working_day(day)

    # moments

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at this moment."""
        return self._window_of(at)[0] <= at

    def next_opening(self, at: datetime) -> datetime:
        """The first moment from `at` on at which the desk is open; `at` itself when it is."""
        return max(at.astimezone(UTC), self._window_of(at)[0])

    def _window_of(self, at: datetime) -> tuple[datetime, datetime]:
        """The hours of service that a moment lies in, or else the next ones."""
        day = local_date(at)
        while True:
            for opens, closes in self.windows if self.is_open_on(day) else ():
                if at < (until := at_local(day, closes)):
                    return at_local(day, opens), until
            day += ONE_DAY

    def end_of_service_day(self, at: datetime) -> datetime:
        """Closing time of the service day that `at` counts for (after closing: the next one)."""
        return self.closes(local_date(self.next_opening(at)))

    def closes(self, day: date) -> datetime:
        """When the desk closes on a day on which it opens."""
        return at_local(day, self.windows[-1][1])

    # counting

    def segments(
        self, start: datetime, end: datetime, kind: DayKind = "calendar"
    ) -> tuple[Segment, ...]:
        """The time from `start` to `end` cut where the desk opens and closes."""
        return tuple(self._cut(start.astimezone(UTC), end.astimezone(UTC), kind))

    def service_time(self, start: datetime, end: datetime) -> timedelta:
        """Service time between two moments; zero when `end` is not later than `start`."""
        counted = (part for part in self._cut(start, end) if part.counted)
        return sum((part.end - part.start for part in counted), NOTHING)

    def service_minutes(self, start: datetime, end: datetime) -> int:
        """Whole minutes of service time between two moments."""
        return int(self.service_time(start, end) / timedelta(minutes=1))

    def add_service_time(self, start: datetime, amount: timedelta) -> Reckoning:
        """The moment at which `amount` of service time has passed since `start`.

        No amount is no shift: a closing time plus nothing stays that closing time. A full day's
        amount from an opening ends at the closing, not at the next opening.
        """
        if amount < NOTHING:
            raise ValueError("Service time only runs forward.")
        start = start.astimezone(UTC)
        left, moment = amount, start
        while left > NOTHING:
            opens, closes = self._window_of(moment)
            moment = max(moment, opens)
            step = min(left, closes - moment)
            left, moment = left - step, moment + step
        return self._reckoned(start, moment)

    def add_days(self, at: datetime, n: int, kind: DayKind = "calendar") -> Reckoning:
        """Closing time of the `n`-th day after the service day that `at` counts for.

        `n = 0` is "the same day" (当日, X05). `kind="working"` skips days off; a last day on which
        the desk stays closed moves to the next open one.
        """
        if n < 0:
            raise ValueError("Deadlines lie ahead.")
        day = local_date(self.next_opening(at))
        day = self._first(day, kind)
        for _ in range(n):
            day = self._first(day + ONE_DAY, kind)
        return self._reckoned(at.astimezone(UTC), self.closes(day), kind)

    def _first(self, day: date, kind: DayKind) -> date:
        """`day`, or the first later one that counts."""
        while not (self.is_open_on(day) and (kind == "calendar" or self.is_working_day(day))):
            day += ONE_DAY
        return day

    def _reckoned(self, start: datetime, due_at: datetime, kind: DayKind = "calendar") -> Reckoning:
        by_statute = self.working_days_only or kind == "working"
        return Reckoning(
            due_at=due_at,
            segments=tuple(self._cut(start, due_at, kind)),
            provisional=by_statute
            and any(
                self.is_provisional(day) for day in days(local_date(start), local_date(due_at))
            ),
        )

    def _cut(self, start: datetime, end: datetime, kind: DayKind = "calendar") -> Iterator[Segment]:
        """The stretches from `start` to `end`, neighbours of one reason joined."""
        pending: Segment | None = None
        for part in self._pieces(start, end, kind):
            if pending and pending.reason is part.reason:
                pending = Segment(pending.start, part.end, part.counted, part.reason)
                continue
            if pending:
                yield pending
            pending = part
        if pending:
            yield pending

    def _pieces(self, start: datetime, end: datetime, kind: DayKind) -> Iterator[Segment]:
        for day in days(local_date(start), local_date(end)):
            midnight, next_midnight = at_local(day, time()), at_local(day + ONE_DAY, time())
            counts = self.is_open_on(day) and (kind == "calendar" or self.is_working_day(day))
            stretches = [(midnight, next_midnight, Reason.DAY_OFF)]
            if counts:
                opening, closing = at_local(day, self.opening), at_local(day, self.closing)
                stretches = [
                    (midnight, opening, Reason.CLOSED),
                    *((at_local(day, a), at_local(day, b), why) for a, b, why in self._stretches),
                    (closing, next_midnight, Reason.CLOSED),
                ]
            for since, until, reason in stretches:
                cut_start, cut_end = max(start, since), min(end, until)
                if cut_start < cut_end:
                    yield Segment(cut_start, cut_end, reason is OPEN, reason)


OPENS_FIRST = Said(
    "开始时间须早于结束时间，且在同一天。", "The desk opens before it closes, on one day."
)
NOT_ALL_DAY = Said("休息时间不得占满全天。", "The desk does not rest all day.")


@dataclass(frozen=True)
class ServiceHours:
    """Policy: when the desk is open. Times of day as `HH:MM`, Asia/Shanghai."""

    desk_opening: str = "08:00"
    desk_closing: str = "20:00"
    desk_breaks: str = ""
    """When it rests between (午休), as hours are written: `12:00–13:30`."""
    desk_working_days_only: bool = False
    """Closed on weekends and holidays; a property desk usually is not."""

    def __post_init__(self) -> None:
        if not time.fromisoformat(self.desk_opening) < time.fromisoformat(self.desk_closing):
            raise Contradiction(OPENS_FIRST, "desk_opening", "desk_closing")
        try:
            self.calendar()
        except ValueError:
            raise Contradiction(
                NOT_ALL_DAY, "desk_breaks", "desk_opening", "desk_closing"
            ) from None

    def calendar(self) -> ServiceCalendar:
        """The calendar of these hours; raise ValueError where they are none."""
        return calendar_of(
            self.desk_opening, self.desk_closing, self.desk_breaks, self.desk_working_days_only
        )


@lru_cache(maxsize=64)
def calendar_of(
    opening: str, closing: str, breaks: str, working_days_only: bool
) -> ServiceCalendar:
    """The calendar of hours as policies have them."""
    return ServiceCalendar(
        time.fromisoformat(opening),
        time.fromisoformat(closing),
        working_days_only,
        windows(breaks),
    )


def windows(text: str) -> tuple[Window, ...]:
    """Hours as they are kept: `12:00–13:30, 17:00–17:30`; none where nothing stands."""
    spans = [span.split("–") for span in text.split(", ")] if text else []
    return tuple((time.fromisoformat(since), time.fromisoformat(until)) for since, until in spans)


def days(first: date, last: date) -> Iterator[date]:
    """Every date from `first` to `last`, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def working_day(day: date) -> bool:
    """Whether `day` is a statutory working day; beyond the announced years by the `holidays`
    package, which knows the feast days but not yet the days exchanged for them."""
    if day.year in announced_years():
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and day not in foreseen_holidays(day.year)


def public_holiday(day: date) -> bool:
    """Whether `day` belongs to a statutory holiday (法定节假日), the days off around it included;
    an ordinary weekend does not, nor does a make-up workday."""
    if day.year in announced_years():
        off, feast = chinese_calendar.get_holiday_detail(day)
        return bool(off and feast)
    return day in foreseen_holidays(day.year)


@cache
def announced_years() -> range:
    """The years that `chinesecalendar` has the State Council's announcement for."""
    known = {day.year for day in chinese_calendar.holidays}
    return range(min(known), max(known) + 1)


@cache
def foreseen_holidays(year: int) -> frozenset[date]:
    """Feast days of a year that is not announced yet."""
    # imported here: it costs 100 ms and most processes never look that far ahead
    import holidays

    return frozenset(holidays.country_holidays("CN", years=year))

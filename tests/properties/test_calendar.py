"""X05, X09, R02: the calendar and the clocks of cases and repairs count as one counts minutes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from contracts.complaints.deadlines import StopCause
from contracts.repairs.priority import Priority
from foundation.calendar import DayKind, ServiceCalendar, windows, working_day
from services.complaints.deadlines.rules import CaseClock, Stop
from services.repairs.policy import RepairPolicy
from services.repairs.response import rules as response
from tests.properties import oracle
from tests.properties.conftest import SEQUENCES, local

MINUTE = oracle.MINUTE
NEW_YEAR = datetime(2025, 12, 31, 16, tzinfo=UTC)
"""Midnight of 1 January 2026 in Shanghai."""
FEASTS = (date(2026, 1, 3), date(2026, 2, 13), date(2026, 4, 30), date(2026, 9, 19))
"""Days before which and around which the calendar is at its most irregular."""


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """A minute of the first ten months of 2026, often one near a feast or an opening."""
    near = st.sampled_from([(day - date(2026, 1, 1)).days for day in FEASTS])
    day = draw(st.one_of(near, st.integers(0, 300)))
    edges = [0, 479, 480, 481, 719, 720, 809, 810, 811, 1199, 1200, 1201, 1439]
    minute = draw(st.one_of(st.sampled_from(edges), st.integers(0, 1439)))
    return NEW_YEAR + timedelta(days=day, minutes=minute)


Hours = tuple[int, int, bool, str]
"""Opening, closing, on working days only, when it rests."""
RESTS = "", "12:00–13:30", "11:30–14:00, 17:00–17:30", "07:00–09:30", "10:00–22:00"
desks = st.tuples(
    st.sampled_from([0, 8, 9]),
    st.sampled_from([12, 20, 23]),
    st.booleans(),
    st.sampled_from(RESTS),
)


def pair(hours: Hours) -> tuple[ServiceCalendar, oracle.Open]:
    """The calendar and the oracle of a desk."""
    opening, closing, working, rests = hours
    calendar = ServiceCalendar(time(opening), time(closing), working, windows(rests))
    half_hours = {
        2 * at.hour + at.minute // 30
        for since, until in windows(rests)
        for at in (time(half // 2, half % 2 * 30) for half in range(48))
        if since <= at < until
    }
    return calendar, oracle.desk(opening, closing, half_hours, working_days_only=working)


def test_X05_working_days_are_those_of_the_notice() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if working_day(day) != oracle.works(day)] == []


@SEQUENCES
@given(desks, moments(), st.integers(-60, 5 * 1440))
def test_X09_service_time_is_what_one_counts(hours: Hours, start: datetime, length: int) -> None:
    calendar, is_open = pair(hours)
    end = start + timedelta(minutes=length)
    assert calendar.service_minutes(start, end) == oracle.minutes_between(is_open, start, end)
    parts = calendar.segments(start, end)
    assert sum(((p.end - p.start) for p in parts), timedelta()) == max(end - start, timedelta())
    for part in parts:
        assert part.counted == is_open(part.start) == is_open(part.end - oracle.MINUTE)


@SEQUENCES
@given(desks, moments(), st.integers(0, 3000))
def test_X09_adding_service_time_ends_where_one_has_counted_it(
    hours: Hours, start: datetime, minutes: int
) -> None:
    calendar, is_open = pair(hours)
    reckoned = calendar.add_service_time(start, timedelta(minutes=minutes))
    assert reckoned.due_at == oracle.after_minutes(is_open, start, minutes)
    assert not reckoned.provisional


@SEQUENCES
@given(desks, moments(), st.integers(0, 6), st.sampled_from(["calendar", "working"]))
def test_X05_days_end_at_the_closing_that_one_counts_to(
    hours: Hours, start: datetime, days: int, kind: str
) -> None:
    calendar, is_open = pair(hours)
    counts = oracle.works if kind == "working" else lambda day: True
    due_at = calendar.add_days(start, days, kind).due_at
    assert due_at == oracle.closing_after_days(is_open, start, days, counts)


@dataclass(frozen=True)
class Course:
    """A case at a desk: when it came, its limit, and the times at which its clock stood still."""

    hours: Hours
    start: datetime
    days: int
    kind: DayKind
    stops: tuple[tuple[datetime, datetime], ...]
    own: datetime | None
    """The limit that it came with."""

    @property
    def clock(self) -> CaseClock:
        """The clock of the case."""
        stops = tuple(Stop(StopCause.PAUSED, since, until) for since, until in self.stops)
        return CaseClock(self.start, self.days, self.kind, stops, self.own)

    @property
    def due_at(self) -> datetime:
        """When it is due by its clock."""
        return self.clock.due_at(pair(self.hours)[0])

    @property
    def counted_due_at(self) -> datetime:
        """When it is due as one counts."""
        _, is_open = pair(self.hours)
        counts = oracle.works if self.kind == "working" else lambda day: True
        limit = oracle.closing_after_days(is_open, self.start, self.days, counts)
        ours = oracle.after_stops(is_open, self.start, limit, self.stops)
        return oracle.earlier(ours, self.own)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """A case whose clock is stopped up to three times, often where a day begins or ends."""
    start, days = draw(moments()), draw(st.integers(0, 3))
    edges = st.sampled_from([0, 1, 60, 480, 720, 1440])
    lengths = st.one_of(edges, st.integers(0, 2 * 1440))
    at, stops = start, []
    for runs, stands in draw(st.lists(st.tuples(lengths, lengths), max_size=3)):
        since = at + runs * MINUTE
        at = since + stands * MINUTE
        stops.append((since, at))
    kind: DayKind = draw(st.sampled_from(["calendar", "working"]))
    own = draw(st.one_of(st.none(), st.integers(1, 5 * 1440).map(lambda n: start + n * MINUTE)))
    return Course(draw(desks), start, days, kind, tuple(stops), own)


@SEQUENCES
@given(courses())
def test_X09_a_stopped_clock_is_due_when_one_has_counted_it(course: Course) -> None:
    assert course.due_at == course.counted_due_at


USUAL = oracle.desk
BLIND: dict[str, tuple[str, Any]] = {
    "stops": ("after_stops", lambda is_open, start, limit, stops: limit),
    "opening hours": ("desk", lambda *hours, **days: USUAL(**days)),
    "breaks": ("desk", lambda opening, closing, _rests, **days: USUAL(opening, closing, **days)),
    "own limits": ("earlier", lambda ours, own: ours),
    "holidays": ("OFF", frozenset()),
    "make-up workdays": ("MADE_UP", frozenset()),
}
"""What an oracle may be blind for, and how it is made so."""


@pytest.mark.parametrize("what", BLIND)
def test_X09_an_oracle_that_is_blind_for_something_disagrees(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the cases that are drawn show all that there is to be counted."""
    monkeypatch.setattr(oracle, *BLIND[what])
    any_ = settings(SEQUENCES, phases=[Phase.generate])
    find(courses(), lambda course: course.due_at != course.counted_due_at, settings=any_)


@SEQUENCES
@given(moments(), st.sampled_from(list(Priority)), st.integers(0, 2000), st.integers(0, 3000))
def test_R02_the_response_clock_is_what_one_counts(
    start: datetime, priority: Priority, carried: int, later: int
) -> None:
    allowed = {"emergency": 120, "serious": 24 * 60, "general": 48 * 60}[priority]
    always = priority == "emergency"
    is_open = (lambda at: True) if always else oracle.desk()
    policy = RepairPolicy()
    clock = response.start(policy, priority, start, carried)
    assert clock.respond_by == oracle.after_minutes(is_open, start, max(allowed - carried, 0))
    set_out = start + timedelta(minutes=later)
    used = carried + oracle.minutes_between(is_open, start, set_out)
    assert clock.used_minutes(policy.calendar, set_out) == used
    assert clock.kept(set_out, set_out) == (set_out <= clock.respond_by)


def test_the_oracle_knows_the_wall_clock() -> None:
    """The oracle stands on nothing of ours, so it is looked at once itself."""
    noon = datetime(2026, 2, 14, 4, tzinfo=UTC)
    assert local(noon).hour == 12 and oracle.works(local(noon).date())
    assert oracle.desk()(noon) and not oracle.desk()(noon + timedelta(hours=8))

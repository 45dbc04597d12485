"""X05, X09, R02: the service calendar and the response clock count as one counts minutes."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.repairs.codes import Priority
from foundation.calendar import ServiceCalendar, working_day
from services.repairs.domain import response
from services.repairs.domain.policy import RepairPolicy
from tests.properties import oracle
from tests.properties.conftest import SEQUENCES, local

NEW_YEAR = datetime(2025, 12, 31, 16, tzinfo=UTC)
"""Midnight of 1 January 2026 in Shanghai."""
FEASTS = (date(2026, 1, 3), date(2026, 2, 13), date(2026, 4, 30), date(2026, 9, 19))
"""Days before which and around which the calendar is at its most irregular."""


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """A minute of the first ten months of 2026, often one near a feast or an opening."""
    near = st.sampled_from([(day - date(2026, 1, 1)).days for day in FEASTS])
    day = draw(st.one_of(near, st.integers(0, 300)))
    edges = [0, 479, 480, 481, 719, 720, 1199, 1200, 1201, 1439]
    minute = draw(st.one_of(st.sampled_from(edges), st.integers(0, 1439)))
    return NEW_YEAR + timedelta(days=day, minutes=minute)


desks = st.tuples(st.sampled_from([0, 8, 9]), st.sampled_from([12, 20, 23]), st.booleans())


def pair(hours: tuple[int, int, bool]) -> tuple[ServiceCalendar, oracle.Open]:
    """The calendar and the oracle of a desk."""
    opening, closing, working = hours
    calendar = ServiceCalendar(time(opening), time(closing), working)
    return calendar, oracle.desk(opening, closing, working_days_only=working)


def test_X05_working_days_are_those_of_the_notice() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if working_day(day) != oracle.works(day)] == []


@SEQUENCES
@given(desks, moments(), st.integers(-60, 5 * 1440))
def test_X09_service_time_is_what_one_counts(
    hours: tuple[int, int, bool], start: datetime, length: int
) -> None:
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
    hours: tuple[int, int, bool], start: datetime, minutes: int
) -> None:
    calendar, is_open = pair(hours)
    reckoned = calendar.add_service_time(start, timedelta(minutes=minutes))
    assert reckoned.due_at == oracle.after_minutes(is_open, start, minutes)
    assert not reckoned.provisional


@SEQUENCES
@given(desks, moments(), st.integers(0, 6), st.sampled_from(["calendar", "working"]))
def test_X05_days_end_at_the_closing_that_one_counts_to(
    hours: tuple[int, int, bool], start: datetime, days: int, kind: str
) -> None:
    calendar, is_open = pair(hours)
    counts = oracle.works if kind == "working" else lambda day: True
    due_at = calendar.add_days(start, days, kind).due_at
    assert due_at == oracle.closing_after_days(is_open, start, days, counts)


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

"""Opening times, working days, and counting by them (X05, X09, C11)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.calendar import Reason, ServiceCalendar, ServiceHours, announced_years
from foundation.clock import SHANGHAI, at_local

DESK = ServiceCalendar()
OFFICE = ServiceCalendar(working_days_only=True)
RESTING = ServiceHours(desk_breaks="12:00–13:30, 17:30–18:00").calendar()
HOUR = timedelta(hours=1)


def local(text: str) -> datetime:
    """`2026-11-02 10:00` in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-02", True),  # Monday
        ("2026-11-01", False),  # Sunday
        ("2026-10-01", False),  # National Day
        ("2026-10-10", True),  # make-up Saturday
        ("2026-09-20", True),  # make-up Sunday
        ("2026-10-06", False),  # exchanged Tuesday
        ("2027-01-01", False),  # not announced: New Year's Day by its date
        ("2027-01-04", True),  # not announced: a plain Monday
        ("2027-01-02", False),  # not announced: a plain Saturday
    ],
)
def test_X05_working_days_follow_the_statutory_calendar(day: str, working: bool) -> None:
    assert DESK.is_working_day(date.fromisoformat(day)) is working


def test_X05_a_day_beyond_the_announced_years_is_provisional() -> None:
    last = announced_years()[-1]
    assert not DESK.is_provisional(date(last, 12, 31))
    assert DESK.is_provisional(date(last + 1, 1, 1))


@pytest.mark.parametrize(
    ("lodged", "closes"),
    [
        ("2026-11-02 07:00", "2026-11-02 20:00"),
        ("2026-11-02 08:00", "2026-11-02 20:00"),
        ("2026-11-02 19:59", "2026-11-02 20:00"),
        ("2026-11-02 20:00", "2026-11-03 20:00"),
        ("2026-11-02 23:59", "2026-11-03 20:00"),
        ("2026-11-03 00:00", "2026-11-03 20:00"),
        ("2026-10-31 20:30", "2026-11-01 20:00"),  # the desk is open on Sundays
    ],
)
def test_X05_what_comes_after_closing_counts_for_the_next_day(lodged: str, closes: str) -> None:
    assert DESK.end_of_service_day(local(lodged)) == local(closes)
    assert DESK.add_days(local(lodged), 0).due_at == local(closes)


def test_X05_three_calendar_days_end_at_closing_time() -> None:
    reckoning = DESK.add_days(local("2026-09-30 10:00"), 3)
    assert reckoning.due_at == local("2026-10-03 20:00")
    assert not reckoning.provisional


def test_X05_three_working_days_skip_the_holiday_and_count_the_make_up_day() -> None:
    over_the_holiday = DESK.add_days(local("2026-09-30 10:00"), 3, "working")
    assert over_the_holiday.due_at == local("2026-10-10 20:00")
    assert Reason.DAY_OFF in {part.reason for part in over_the_holiday.segments}


def test_X05_a_working_day_deadline_beyond_the_announced_years_says_so() -> None:
    lodged = at_local(date(announced_years()[-1], 12, 30), time(10))
    assert DESK.add_days(lodged, 5, "working").provisional
    assert not DESK.add_days(lodged, 5, "calendar").provisional


def test_X05_a_closed_last_day_moves_to_the_next_open_one() -> None:
    friday = local("2026-11-06 10:00")
    assert OFFICE.add_days(friday, 1).due_at == local("2026-11-09 20:00")


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-02 10:00", 2, "2026-11-02 12:00"),
        ("2026-11-02 19:00", 2, "2026-11-03 09:00"),
        ("2026-11-02 21:00", 2, "2026-11-03 10:00"),
        ("2026-11-02 06:00", 2, "2026-11-02 10:00"),
        ("2026-11-02 08:00", 12, "2026-11-02 20:00"),  # ends at the closing, not at the opening
        ("2026-11-02 20:00", 0, "2026-11-02 20:00"),  # nothing is no shift
        ("2026-11-02 20:00", 1, "2026-11-03 09:00"),
        ("2026-11-02 10:00", 36, "2026-11-05 10:00"),
    ],
)
def test_X09_service_time_runs_only_while_the_desk_is_open(
    start: str, hours: int, due: str
) -> None:
    assert DESK.add_service_time(local(start), hours * HOUR).due_at == local(due)


def test_C11_a_reckoning_names_what_counted_and_what_did_not() -> None:
    reckoning = DESK.add_service_time(local("2026-11-02 19:00"), 2 * HOUR)
    assert [part.as_json() for part in reckoning.segments] == [
        {
            "from": local("2026-11-02 19:00"),
            "to": local("2026-11-02 20:00"),
            "counted": True,
            "reason": "service_hours",
        },
        {
            "from": local("2026-11-02 20:00"),
            "to": local("2026-11-03 08:00"),
            "counted": False,
            "reason": "closed",
        },
        {
            "from": local("2026-11-03 08:00"),
            "to": local("2026-11-03 09:00"),
            "counted": True,
            "reason": "service_hours",
        },
    ]


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-02 11:00", 60, "2026-11-02 12:00"),  # ends at the break, not after it
        ("2026-11-02 11:00", 61, "2026-11-02 13:31"),
        ("2026-11-02 12:00", 1, "2026-11-02 13:31"),
        ("2026-11-02 12:30", 270, "2026-11-02 18:30"),  # over the second break
        ("2026-11-02 19:59", 2, "2026-11-03 08:01"),
        ("2026-11-02 08:00", 600, "2026-11-02 20:00"),  # a day has ten hours
    ],
)
def test_X05_no_service_time_runs_over_lunch(start: str, minutes: int, due: str) -> None:
    amount = timedelta(minutes=minutes)
    assert RESTING.add_service_time(local(start), amount).due_at == local(due)
    assert RESTING.service_time(local(start), local(due)) == amount


def test_X05_a_case_that_comes_over_lunch_counts_for_that_day() -> None:
    noon = local("2026-11-02 12:10")
    assert not RESTING.is_open(noon)
    assert RESTING.next_opening(noon) == local("2026-11-02 13:30")
    assert RESTING.add_days(noon, 0).due_at == local("2026-11-02 20:00")


def test_C11_a_reckoning_says_that_it_was_lunch() -> None:
    parts = RESTING.segments(local("2026-11-02 11:00"), local("2026-11-02 14:00"))
    assert [(part.counted, part.reason) for part in parts] == [
        (True, Reason.SERVICE_HOURS), (False, Reason.BREAK), (True, Reason.SERVICE_HOURS),
    ]  # fmt: skip


@pytest.mark.parametrize("breaks", ["08:00–20:00", "07:00–12:00, 12:00–21:00"])
def test_X05_a_desk_that_rests_all_day_is_refused(breaks: str) -> None:
    with pytest.raises(ValueError):
        ServiceHours(desk_breaks=breaks)


def test_an_office_is_closed_at_weekends_but_open_on_make_up_days() -> None:
    assert OFFICE.next_opening(local("2026-11-07 10:00")) == local("2026-11-09 08:00")
    assert OFFICE.is_open(local("2026-10-10 10:00"))
    assert DESK.is_open(local("2026-11-07 10:00"))


def test_hours_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="opens before"):
        ServiceHours(desk_opening="20:00", desk_closing="08:00")
    with pytest.raises(ValueError, match="isoformat"):
        ServiceHours(desk_opening="eight")
    with pytest.raises(ValueError, match="forward"):
        DESK.add_service_time(local("2026-11-02 10:00"), -HOUR)
    with pytest.raises(ValueError, match="ahead"):
        DESK.add_days(local("2026-11-02 10:00"), -1)


moments = st.integers(0, 4 * 366 * 86_400).map(
    lambda second: local("2025-01-01 00:00") + timedelta(seconds=second)
)
amounts = st.timedeltas(timedelta(), timedelta(days=5))


@given(start=moments, amount=amounts, calendar=st.sampled_from([DESK, OFFICE, RESTING]))
def test_X09_what_is_added_is_what_is_counted(
    start: datetime, amount: timedelta, calendar: ServiceCalendar
) -> None:
    due = calendar.add_service_time(start, amount).due_at
    assert calendar.service_time(start, due) == amount


@given(start=moments, first=amounts, second=amounts)
def test_X09_shifts_add_up(start: datetime, first: timedelta, second: timedelta) -> None:
    in_two = DESK.add_service_time(DESK.add_service_time(start, first).due_at, second).due_at
    assert in_two == DESK.add_service_time(start, first + second).due_at


@given(start=moments, length=st.timedeltas(timedelta(seconds=1), timedelta(days=20)))
def test_C11_segments_cover_the_time_without_gap_or_overlap(
    start: datetime, length: timedelta
) -> None:
    parts = OFFICE.segments(start, start + length)
    assert parts[0].start == start
    assert parts[-1].end == start + length
    assert all(one.end == two.start for one, two in pairwise(parts))
    assert all(one.reason is not two.reason for one, two in pairwise(parts))

"""D05, C09: who qualifies for a duty, and where nobody is on duty."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.directory.roster import Duty
from contracts.roles import Role
from services.directory.roster.rules import Span, gaps, qualifies

DAY = datetime(2026, 11, 2, tzinfo=UTC)


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def span(start: float, end: float) -> Span:
    return Span(at(start), at(end))


def test_D05_the_duty_manager_is_one_of_the_three_tiers() -> None:
    able = {role for role in Role if qualifies({role}, Duty.DUTY_MANAGER)}
    assert able == {Role.SUPERVISOR, Role.DEPUTY_MANAGER, Role.DIRECTOR}


def test_C09_a_roster_without_gaps_has_none() -> None:
    assert gaps([span(0, 8), span(8, 16), span(15, 24)], span(0, 24)) == []


def test_C09_gaps_are_found_before_between_and_after() -> None:
    assert gaps([span(10, 12), span(4, 6)], span(0, 24)) == [span(0, 4), span(6, 10), span(12, 24)]


def test_C09_an_empty_roster_is_one_gap() -> None:
    assert gaps([], span(0, 24)) == [span(0, 24)]


@given(st.lists(st.tuples(st.integers(-5, 30), st.integers(1, 10)), max_size=8))
def test_C09_every_hour_is_either_covered_or_in_a_gap(shifts: list[tuple[int, int]]) -> None:
    spans = [span(start, start + length) for start, length in shifts]
    found = gaps(spans, span(0, 24))
    for hour in range(24):
        middle = at(hour + 0.5)
        covered = any(one.start <= middle < one.end for one in spans)
        in_gap = any(gap.start <= middle < gap.end for gap in found)
        assert covered != in_gap

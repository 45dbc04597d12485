"""C09: a week consists of the turns that policy names."""

from datetime import date

import pytest

from contracts.directory.roster import Duty
from services.directory.roster_weeks.rules import monday, turns

MONDAY = date(2026, 11, 30)


def shown(*times: str) -> list[str]:
    found = turns(MONDAY, {Duty.DESK: times})
    return [f"{one.span.start:%d %H:%M}-{one.span.end:%d %H:%M}" for one in found]


def test_C09_a_turn_lasts_until_the_duty_changes_hands() -> None:
    found = shown("20:00", "08:00")
    assert found[:3] == ["30 00:00-30 12:00", "30 12:00-01 00:00", "01 00:00-01 12:00"], "in UTC"
    assert len(found) == 14 and found[-1].endswith("07 00:00")


def test_C09_a_duty_that_changes_once_a_day_has_seven_turns() -> None:
    assert len(shown("08:00")) == 7


@pytest.mark.parametrize("day", ["2026-11-30", "2026-12-03", "2026-12-06"])
def test_C09_a_week_begins_on_monday(day: str) -> None:
    assert monday(date.fromisoformat(day)) == MONDAY

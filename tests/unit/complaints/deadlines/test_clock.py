"""The due time of a case, by the worked tables of its page (X05, X09, C11)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.complaints.cases import Urgency
from contracts.complaints.deadlines import DeadlineClass, StopCause
from services.complaints.deadlines.rules import CaseClock, Stop, class_of
from services.complaints.policy import ComplaintPolicy
from tests.support.rule_tables import local, worked_table

PAGE = "deadlines.md"
POLICY = ComplaintPolicy()
DESK = POLICY.calendar()
NOON = local("2026-11-02 12:00")


def clock(lodged: str, class_: str, days: str = "", *stops: Stop) -> CaseClock:
    """The clock of a row."""
    limit, kind = POLICY.limit(DeadlineClass(class_))
    return CaseClock(local(lodged), limit, days or kind, stops)  # type: ignore[arg-type]


@pytest.mark.parametrize("row", worked_table(PAGE, "When it is due"), ids=str)
def test_X05_a_case_is_due_at_closing_time_of_its_last_day(row: dict[str, str]) -> None:
    made = clock(row["lodged"], row["class"], row["days"])
    assert made.due_at(DESK) == local(row["due"])
    assert made.limit(DESK).provisional is (row["provisional"] == "yes")


@pytest.mark.parametrize("row", worked_table(PAGE, "What a stop of the clock moves"), ids=str)
def test_X09_a_stop_shifts_the_deadline_by_exactly_its_service_time(row: dict[str, str]) -> None:
    stop = Stop(StopCause.PAUSED, local(row["stopped"]), local(row["running again"]))
    assert clock(row["lodged"], row["class"], "", stop).due_at(DESK) == local(row["due"])


@given(
    begins=st.integers(0, 70 * 60),
    lasts=st.integers(0, 48 * 60),
    split=st.floats(0, 1),
)
def test_X09_one_pause_or_two_of_the_same_length_shift_alike(
    begins: int, lasts: int, split: float
) -> None:
    start = local("2026-11-02 10:00") + timedelta(minutes=begins)
    middle, end = start + timedelta(minutes=int(lasts * split)), start + timedelta(minutes=lasts)
    whole = Stop(StopCause.PAUSED, start, end)
    halves = (Stop(StopCause.PAUSED, start, middle), Stop(StopCause.PAUSED, middle, end))
    lodged, class_ = "2026-11-02 10:00", "transferred"
    one = clock(lodged, class_, "", whole).due_at(DESK)
    two = clock(lodged, class_, "", *halves).due_at(DESK)
    assert one == two
    assert (
        one
        == DESK.add_service_time(
            clock(lodged, class_).due_at(DESK), DESK.service_time(start, end)
        ).due_at
    )


def test_C11_the_stretches_show_what_counted_and_what_stood_still() -> None:
    stop = Stop(StopCause.PAUSED, NOON, local("2026-11-02 13:00"))
    made = clock("2026-11-02 07:00", "own_scope", "", stop)
    until = made.due_at(DESK)
    parts = made.segments(until, DESK)
    assert [(part["from"], part["counted"], part["reason"]) for part in parts] == [
        (local("2026-11-02 07:00"), False, "closed"),
        (local("2026-11-02 08:00"), True, "service_hours"),
        (NOON, False, "paused"),
        (local("2026-11-02 13:00"), True, "service_hours"),
        (local("2026-11-02 20:00"), False, "closed"),
        (local("2026-11-03 08:00"), True, "service_hours"),
    ]
    counted = sum((part["to"] - part["from"] for part in parts if part["counted"]), timedelta())
    assert counted == timedelta(hours=12)


@pytest.mark.parametrize(
    ("urgency", "transferred", "class_"),
    [
        ("ordinary", False, "own_scope"),
        ("ordinary", True, "transferred"),
        ("urgent", False, "urgent"),
        ("urgent", True, "urgent"),
    ],
)
def test_X05_urgency_and_transfer_decide_the_class(
    urgency: str, transferred: bool, class_: str
) -> None:
    assert class_of(Urgency(urgency), transferred=transferred) == class_


def test_X05_a_policy_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="ladder"):
        ComplaintPolicy(overdue_ladder_minutes=(0, 720))
    with pytest.raises(ValueError, match="ladder"):
        ComplaintPolicy(major_ladder_minutes=(720, 240, 1440))
    with pytest.raises(ValueError, match="a year"):
        ComplaintPolicy(transferred_days=367)
    with pytest.raises(ValueError, match="working"):
        ComplaintPolicy(urgent_day_kind="weekly")
    with pytest.raises(ValueError, match="opens before"):
        ComplaintPolicy(desk_closing="07:00")

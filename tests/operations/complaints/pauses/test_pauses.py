"""Pauses: the clock waits for the resident, within limits (X09, X01)."""

from typing import Any

import pytest

from contracts.complaints.casework import CasePaused
from contracts.complaints.pauses import NotPaused, PausesUsedUp
from foundation.errors import IllegalTransition
from tests.operations.complaints.conftest import Answer, Desk, shown


def pause(desk: Desk, case: Answer) -> Answer:
    return desk.act(case, "pause", desk.receptionist, reason="等住户在家")


def resume(desk: Desk, case: Answer) -> Answer:
    return desk.act(case, "resume", desk.receptionist)


def overdue(desk: Desk) -> list[str]:
    return [one["id"] for one in desk.call("search", desk.supervisor, overdue=True)["items"]]


def test_X09_a_pause_shifts_the_deadline_by_exactly_the_paused_service_time(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 19:00")
    assert pause(desk, case)["paused"] is True
    desk.at("2026-11-03 09:15")  # an hour of the evening, and an hour and a quarter of the morning
    case = resume(desk, case)
    assert (case["paused"], case["due_at"]) == (False, shown("2026-11-03 10:15"))
    (entry,) = [one for one in desk.timeline(case) if one["action"] == "resumed"]
    assert entry["detail"]["paused_minutes"] == 135


def test_X09_nobody_is_told_while_a_case_is_paused_and_then_just_as_much_later(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 12:00")
    pause(desk, case)
    desk.at("2026-11-03 12:00")
    assert desk.tiers(case) == [] and overdue(desk) == []
    resume(desk, case)
    desk.at("2026-11-03 19:59")
    assert desk.tiers(case) == []
    desk.at("2026-11-03 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_X09_a_pause_after_the_deadline_does_not_undo_that_it_was_missed(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    pause(desk, case)
    desk.at("2026-11-03 10:00")
    assert overdue(desk) == [case["id"]]
    assert resume(desk, case)["due_at"] == shown("2026-11-02 20:00")


def test_X09_a_tier_that_was_due_before_the_pause_is_told_all_the_same(desk: Desk) -> None:
    """The sweep was away at 20:00; the pause that comes first does not swallow the tier."""
    case = desk.bring("accepted")
    desk.clock.set(desk.clock.now().replace(hour=13))  # 21:00, nothing was swept
    pause(desk, case)
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_X09_a_pause_also_holds_the_time_to_acknowledge(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 20:00")
    desk.at("2026-11-03 09:00")
    pause(desk, case)
    desk.at("2026-11-03 12:00")
    resume(desk, case)
    (published,) = desk.get(case)["escalations"]
    assert published["acknowledge_by"] == shown("2026-11-03 13:00")
    desk.at("2026-11-03 12:59")
    assert len(desk.tiers(case)) == 1
    desk.at("2026-11-03 13:00")
    assert desk.tiers(case)[1:] == [("deputy_manager", "unacknowledged")]


def test_X09_pauses_are_limited_in_number(desk: Desk) -> None:
    case = desk.bring("accepted")
    for _ in range(2):
        pause(desk, case)
        desk.later(minutes=10)
        resume(desk, case)
    with pytest.raises(PausesUsedUp) as refused:
        pause(desk, case)
    assert refused.value.params == {"max_pauses": 2, "max_minutes": 2160}


def test_X09_a_pause_ends_by_itself_when_the_allowance_is_used_up(desk: Desk) -> None:
    case = pause(desk, desk.bring("accepted"))
    desk.at("2026-11-05 09:59")
    assert desk.get(case)["paused"] is True
    desk.at("2026-11-05 10:00")
    assert desk.get(case)["paused"] is False
    assert desk.get(case)["due_at"] == shown("2026-11-05 20:00")
    assert desk.timeline(case)[-1]["detail"]["used_up"] is True


def test_X09_what_was_resumed_by_hand_is_not_resumed_again(desk: Desk) -> None:
    case = pause(desk, desk.bring("accepted"))
    desk.later(hours=1)
    resume(desk, case)
    desk.at("2026-11-06 10:00")
    assert desk.actions(case).count("resumed") == 1


def test_X01_a_paused_case_is_resumed_before_it_goes_on(desk: Desk) -> None:
    case = pause(desk, desk.bring("accepted"))
    steps: list[Any] = [
        lambda: desk.handle(case),
        lambda: desk.act(case, "transfer", desk.supervisor, department="工程部"),
        lambda: desk.answer(case),
        lambda: pause(desk, case),
    ]
    for step in steps:
        with pytest.raises(CasePaused):
            step()
    resume(desk, case)
    with pytest.raises(NotPaused):
        resume(desk, case)


def test_X09_an_answered_case_is_not_paused(desk: Desk) -> None:
    with pytest.raises(IllegalTransition):
        pause(desk, desk.bring("answered"))

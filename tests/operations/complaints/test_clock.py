"""The clock of a case: what stops it, what does not, and how it is explained (X05, X09, C11)."""

from typing import Any

import pytest

from services.complaints.errors import CasePaused, IllegalTransition, NotPaused, PausesUsedUp
from tests.operations.complaints.conftest import Answer, Desk, shown


def pause(desk: Desk, case: Answer) -> Answer:
    return desk.act(case, "pause", desk.receptionist, reason="等住户在家")


def resume(desk: Desk, case: Answer) -> Answer:
    return desk.act(case, "resume", desk.receptionist)


def overdue(desk: Desk) -> list[str]:
    return [one["id"] for one in desk.call("search", desk.supervisor, overdue=True)["items"]]


def test_X05_what_comes_after_closing_counts_for_the_next_day(desk: Desk) -> None:
    desk.at("2026-11-02 21:00")
    assert desk.lodge()["due_at"] == shown("2026-11-03 20:00")


def test_X05_a_case_is_overdue_from_its_due_time_until_its_answer(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.at("2026-11-02 19:59")
    assert overdue(desk) == []
    desk.at("2026-11-02 20:00")
    assert overdue(desk) == [case["id"]]
    assert desk.get(case)["overdue"] is True
    desk.at("2026-11-02 20:01")
    assert desk.answer(case)["overdue"] is False
    assert overdue(desk) == []
    assert desk.get(case)["deadline"]["kept"] is False


def test_X05_handling_alone_does_not_stop_the_clock(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.at("2026-11-02 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_X09_edits_and_changes_never_reset_the_clock(desk: Desk) -> None:
    case = desk.bring("accepted")
    for hour, change in enumerate(
        ({"category": "pests"}, {"kind": "report"}, {"kind": "complaint"}, {"gravity": "major"})
    ):
        desk.at(f"2026-11-02 {11 + hour}:00")
        assert desk.triage(case, **change)["due_at"] == shown("2026-11-02 20:00")
    assert desk.handle(case)["due_at"] == shown("2026-11-02 20:00")


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
    (told,) = desk.get(case)["escalations"]
    assert told["acknowledge_by"] == shown("2026-11-03 13:00")
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


def test_X10_a_failed_return_visit_lets_the_clock_run_on_where_it_stood(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 17:00")  # three hours are left
    case = desk.bring("answered", case)
    desk.at("2026-11-04 09:00")
    assert desk.tiers(case) == []
    desk.ask(case, "department")
    case = desk.ask(case, "resident", "unsolved")
    assert case["due_at"] == shown("2026-11-04 12:00")
    desk.at("2026-11-04 12:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_C11_the_deadline_is_explained(desk: Desk) -> None:
    desk.at("2026-11-02 07:00")
    case = desk.bring("accepted")
    desk.at("2026-11-02 12:00")
    pause(desk, case)
    desk.at("2026-11-02 13:30")
    resume(desk, case)
    deadline = desk.get(case)["deadline"]
    assert deadline["explanation"] == (
        "本部门职责范围内，当日办结：登记时为非服务时间，自11月02日 08:00起计，至11月02日 20:00"
        "下班止。其间停计90分钟服务时间，顺延至11月03日 09:30。"
    )
    assert [
        (part["from"][11:16], part["to"][11:16], part["counted"], part["reason"])
        for part in deadline["segments"]
    ] == [
        ("07:00", "08:00", False, "closed"),
        ("08:00", "12:00", True, "service_hours"),
        ("12:00", "13:30", False, "paused"),
        ("13:30", "20:00", True, "service_hours"),
        ("20:00", "08:00", False, "closed"),
        ("08:00", "09:30", True, "service_hours"),
    ]
    facts = {
        "limit": "own_scope", "allowed_days": 0, "counted_from": shown("2026-11-02 08:00"),
        "due_at": shown("2026-11-03 09:30"), "counted_minutes": 720, "stopped_minutes": 90,
        "uncounted_minutes": 870, "kept": None, "provisional": False,
        "next_step": {"tier": "supervisor", "at": shown("2026-11-03 09:30")},
    }  # fmt: skip
    assert facts.items() <= deadline.items()
    english = desk.actor("supervisor", language="en")
    assert "still for 90 service minutes" in desk.get(case, english)["deadline"]["explanation"]


def test_C11_the_timeline_says_who_did_what_when_from_where_before_and_after(desk: Desk) -> None:
    case = desk.lodge(channel="visit")
    desk.later(hours=1)
    desk.bring("answered", case)
    lodged, triaged, handled, answered = desk.timeline(case)
    assert (lodged["actor"], lodged["at"], lodged["channel"]) == (
        "receptionist",
        shown("2026-11-02 10:00"),
        "visit",
    )
    assert triaged["changes"]["status"] == {"before": "lodged", "after": "accepted"}
    assert (handled["actor"], handled["detail"]) == ("engineer", {"result": "更换循环泵"})
    assert answered["changes"] == {"status": {"before": "handled", "after": "answered"}}


def test_X05_a_provisional_deadline_is_counted_again_when_the_year_is_announced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.policy(transferred_day_kind="working")
    desk.at("2026-12-31 10:00")
    case = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    assert case["due_at"] == shown("2027-01-06 20:00")
    assert desk.get(case)["deadline"]["provisional"] is True
    announced = {"2027-01-04"}  # made a holiday by the announcement
    monkeypatch.setattr("foundation.calendar.announced_years", lambda: range(2004, 2028))
    monkeypatch.setattr(
        "foundation.calendar.working_day",
        lambda day: day.weekday() < 5 and day.isoformat() not in {"2027-01-01", *announced},
    )
    desk.at("2027-01-06 20:00")
    assert desk.tiers(case) == []
    deadline = desk.get(case)["deadline"]
    assert (deadline["due_at"], deadline["provisional"]) == (shown("2027-01-07 20:00"), False)
    desk.at("2027-01-07 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]
    assert "deadline_recounted" in desk.actions(case)

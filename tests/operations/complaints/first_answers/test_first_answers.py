"""C12: whoever called or wrote hears from a person within a day, whatever the deadline."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.sweep import process_due
from services.complaints.first_answers import operations
from services.complaints.service import ComplaintsService
from tests.operations.complaints.conftest import Answer, Desk, shown

NEXT_DAY = "2026-11-03 10:00"


@pytest.fixture(autouse=True)
def ten_in_the_morning(desk: Desk) -> None:
    """When contacts come here."""
    desk.at("2026-11-02 10:00")


def missed(desk: Desk) -> list[str]:
    """Cases that are listed as without a first answer."""
    found = desk.call("search", desk.supervisor, first_answer_missed=True, open=True)["items"]
    return [one["id"] for one in found]


def told(desk: Desk) -> list[Answer]:
    return desk.published("first_answer_missed")


@pytest.mark.both_databases
def test_C12_nobody_answered_within_a_day_is_told_once(desk: Desk) -> None:
    case = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    assert (case["first_answer_by"], case["first_answer"]) == (shown(NEXT_DAY), "due")
    assert case["due_at"] == shown("2026-11-05 20:00"), "its deadline is later"
    desk.at("2026-11-03 09:59")
    assert (told(desk), missed(desk)) == ([], [])
    desk.at(NEXT_DAY)
    (event,) = told(desk)
    assert event["complaint_id"] == case["id"]
    assert event["due_at"] == shown(NEXT_DAY)
    assert event["first_responsible_id"] == case["first_responsible_id"]
    assert missed(desk) == [case["id"]]
    late = desk.call("search", desk.supervisor, late=True, open=True)["items"]
    assert [one["id"] for one in late] == [case["id"]], "though its deadline is not over"
    assert desk.call("search", desk.supervisor, overdue=True)["items"] == []
    desk.later(days=5)
    assert len(told(desk)) == 1
    assert desk.actions(case).count("first_answer_missed") == 1
    assert "first_answer_missed" not in desk.actions(case, desk.resident)


@pytest.mark.both_databases
def test_C12_an_answer_in_time_is_kept_and_nobody_is_told(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.at("2026-11-02 15:00")
    case = desk.answer(case)
    assert (case["first_answered_at"], case["first_answer"]) == (shown("2026-11-02 15:00"), "kept")
    desk.later(days=3)
    assert (told(desk), missed(desk)) == ([], [])


def test_C12_a_late_answer_ends_the_alarm_and_stays_late(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.at("2026-11-04 09:00")
    assert len(told(desk)) == 1
    case = desk.answer(case)
    assert (case["first_answer"], missed(desk)) == ("late", [])
    (given,) = desk.published("first_answer_given")
    assert given["complaint_id"] == case["id"]
    desk.ask(case, "department")
    desk.ask(case, "resident", "unsolved")
    desk.later(days=2)
    desk.answer(desk.handle(desk.get(case)))
    assert len(desk.published("first_answer_given")) == 1, "only the first one counts"
    assert desk.get(case)["first_answered_at"] == shown("2026-11-04 09:00")


def test_C12_a_call_that_reached_the_resident_is_a_first_answer(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "promise_call_back", desk.receptionist, due_at=shown("2026-11-02 16:00"))
    again = {"result": "unreached", "again_at": shown("2026-11-02 18:00")}
    case = desk.act(case, "record_call_back", desk.receptionist, **again)
    assert case["first_answer"] == "due", "nobody answered the telephone"
    case = desk.act(case, "record_call_back", desk.receptionist, result="reached")
    assert case["first_answer"] == "kept"
    desk.later(days=2)
    assert told(desk) == []


@pytest.mark.parametrize(
    ("channel", "asked"),
    [("phone", True), ("letter", True), ("platform", True), ("visit", False), ("patrol", False)],
)
def test_C12_it_is_asked_where_somebody_waits_for_it(desk: Desk, channel: str, asked: bool) -> None:
    case = desk.lodge(channel=channel)
    assert (case["first_answer"] == "due") is asked
    desk.later(days=2)
    assert bool(told(desk)) is asked


def test_C12_a_resident_who_wrote_online_waits_too(desk: Desk) -> None:
    assert desk.lodge_online()["first_answer_by"] == shown(NEXT_DAY)


def test_C12_no_pause_and_no_night_stops_it(desk: Desk) -> None:
    desk.at("2026-11-02 19:00")
    case = desk.bring("accepted")
    desk.act(case, "pause", desk.supervisor, reason="住户出差")
    desk.at("2026-11-03 18:59")
    assert told(desk) == []
    desk.at("2026-11-03 19:00")
    assert len(told(desk)) == 1


def test_C12_hours_are_a_policy(desk: Desk) -> None:
    desk.policy(first_answer_hours=4)
    assert desk.lodge()["first_answer_by"] == shown("2026-11-02 14:00")


def test_C12_what_an_outage_missed_is_told_afterwards_and_once(desk: Desk) -> None:
    desk.lodge()
    desk.clock.advance(timedelta(days=9))
    for _ in range(3):
        process_due(desk.store, ComplaintsService.deadline_handlers)
    assert len(told(desk)) == 1


def test_C12_without_the_guard_an_answered_case_would_be_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(operations, "given", lambda *_: None)
    desk.bring("answered")
    desk.at(NEXT_DAY)
    assert len(told(desk)) == 1


def test_C12_the_month_counts_first_answers_of_all_contacts(desk: Desk) -> None:
    desk.answer(desk.bring("handled"))
    desk.lodge(kind="inquiry")
    desk.lodge(channel="visit")
    desk.at("2026-11-03 09:00")
    desk.lodge()
    desk.at(NEXT_DAY)
    figures: dict[str, Any] = desk.call("report", desk.supervisor, month="2026-11")
    assert figures["first_answers"] == {
        "asked": 3, "kept": 1, "missed": 1, "running": 1, "share_kept": "50.0",
    }  # fmt: skip


def test_C12_a_reply_before_the_answer_is_a_first_answer(desk: Desk) -> None:
    case = desk.triage(desk.lodge_online())
    desk.at("2026-11-02 15:00")
    replied = desk.act(case, "reply", desk.receptionist, text="师傅明早到场。")
    assert (replied["first_answer"], replied["status"]) == ("kept", "accepted")
    desk.later(days=2)
    assert told(desk) == []


def test_C12_nobody_is_to_answer_what_was_withdrawn(desk: Desk) -> None:
    case = desk.lodge_online()
    desk.act(case, "withdraw", desk.resident, reason="已恢复")
    desk.later(days=2)
    assert told(desk) == []
    assert desk.get(case)["first_answer"] is None
    late = desk.lodge_online()
    desk.later(days=2)
    assert len(told(desk)) == 1
    desk.act(late, "withdraw", desk.resident, reason="已恢复")
    assert desk.get(late)["first_answer"] == "missed", "it stays so"
    assert len(desk.published("first_answer_given")) == 1

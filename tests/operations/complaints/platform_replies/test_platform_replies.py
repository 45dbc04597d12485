"""A message of the platform that comes again with its reply (C05)."""

from typing import Any

import pytest

from tests.operations.complaints.conftest import Answer, Desk, shown
from tests.operations.complaints.platform_import.test_platform_import import cases, take_in
from tests.operations.complaints.workbooks import workbook

REPLY = "您好，电梯已于今日修复。"
BEFORE = (8802, "A0002", "小区电梯经常停运", "2026-11-01 10:08:32", "电梯一周停三次", None, None)
AFTER = (*BEFORE[:5], REPLY, "2026-11-02 15:00:00")


def again(desk: Desk, *rows: tuple[Any, ...], dry_run: bool = False) -> tuple[Answer, list[str]]:
    """What a further import comes to, and the outcome of each row."""
    made = take_in(desk, workbook(rows or [AFTER]), dry_run=dry_run)
    return made, [one["outcome"] for one in made["messages"]]


def lodged(desk: Desk) -> Answer:
    """The case of the message, as it came in without a reply, five hours ago."""
    take_in(desk, workbook([BEFORE]))
    desk.at("2026-11-02 15:30")
    return cases(desk)[0]


def test_C05_a_reply_that_comes_later_answers_the_case_when_it_was_given(desk: Desk) -> None:
    case = lodged(desk)
    made, outcomes = again(desk)
    assert (made["created"], made["duplicates"], made["answered"]) == (0, 1, 1)
    assert outcomes == ["answered"]
    after = desk.get(case)
    facts = {
        "status": "answered", "answered_at": shown("2026-11-02 15:00:00"), "overdue": False,
        "lodged_at": shown("2026-11-02 10:00"),
    }  # fmt: skip
    assert facts.items() <= after.items()
    [answer] = after["answers"]
    assert (answer["text"], answer["channel"], answer["by"]) == (REPLY, "platform", "平台")
    assert desk.published("complaint_answered") == []  # the platform has told them


def test_C05_the_clock_of_an_answered_message_stands_still(desk: Desk) -> None:
    case = lodged(desk)
    again(desk)
    desk.at("2026-11-05 20:00")
    assert desk.tiers(case) == []
    assert desk.published("complaint_escalated") == []


def test_C05_without_the_reply_the_clock_runs_on(desk: Desk) -> None:
    """Negative control."""
    case = lodged(desk)
    again(desk, BEFORE)
    desk.at("2026-11-02 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_C05_the_same_reply_again_changes_nothing(desk: Desk) -> None:
    case = lodged(desk)
    again(desk)
    before = desk.get(case)
    made, outcomes = again(desk)
    assert (made["answered"], outcomes) == (0, ["known"])
    assert desk.get(case) == before


def test_C05_a_dry_run_says_so_and_answers_nothing(desk: Desk) -> None:
    case = lodged(desk)
    made, outcomes = again(desk, dry_run=True)
    assert (made["answered"], outcomes) == (1, ["answered"])
    assert desk.get(case)["status"] == "lodged"


def test_C05_a_reply_older_than_the_import_answers_from_the_import_on(desk: Desk) -> None:
    """No case is answered before it came."""
    case = lodged(desk)
    again(desk, (*BEFORE[:5], REPLY, "2026-11-02 08:00:00"))
    after = desk.get(case)
    assert (after["status"], after["answered_at"]) == ("answered", shown("2026-11-02 10:00"))


def test_C05_a_reply_without_its_time_answers_now(desk: Desk) -> None:
    case = lodged(desk)
    again(desk, (*BEFORE[:5], REPLY, None))
    assert desk.get(case)["answered_at"] == shown("2026-11-02 15:30")


def test_C05_an_answered_case_goes_on_as_others_do(desk: Desk) -> None:
    case = lodged(desk)
    again(desk)
    reopened = desk.ask(desk.get(case), "department", "unsolved")
    assert reopened["status"] == "handling"
    made, outcomes = again(desk, (*BEFORE[:5], "又修好了。", "2026-11-02 15:20:00"))
    assert (made["answered"], outcomes) == (0, ["in_work"])
    assert desk.get(case)["status"] == "handling"


def test_C05_a_case_that_people_work_on_is_left_to_them(desk: Desk) -> None:
    case = lodged(desk)
    desk.act(case, "triage", desk.receptionist, kind="complaint", valid=True)
    before = desk.get(case)
    made, outcomes = again(desk)
    assert (made["answered"], outcomes) == (0, ["in_work"])
    assert desk.get(case) == before


def test_C05_a_case_that_waits_for_nothing_but_its_answer_is_answered(desk: Desk) -> None:
    case = lodged(desk)
    desk.act(case, "triage", desk.receptionist, kind="complaint", valid=True)
    desk.act(case, "handle", desk.receptionist, result="已修复")
    made, outcomes = again(desk)
    assert (made["answered"], outcomes) == (1, ["answered"])
    assert desk.get(case)["status"] == "answered"


def test_C05_a_case_answered_here_keeps_its_answer(desk: Desk) -> None:
    case = lodged(desk)
    desk.act(case, "triage", desk.receptionist, kind="inquiry")
    desk.act(case, "answer", desk.receptionist, channel="platform", text="已为您核实并处理。")
    before = desk.get(case)
    made, outcomes = again(desk)
    assert (made["answered"], outcomes) == (0, ["answered_here"])
    assert desk.get(case) == before


def test_C05_a_file_with_the_message_before_and_after_its_reply_is_answered(desk: Desk) -> None:
    made, outcomes = again(desk, BEFORE, (*AFTER[:6], "2026-11-01 15:00:00"))
    assert (made["created"], outcomes) == (1, ["known", "created"])
    assert cases(desk)[0]["status"] == "answered"


@pytest.mark.parametrize("rows", [[AFTER, AFTER], [BEFORE, AFTER], [AFTER, BEFORE]])
def test_C05_a_reply_that_stands_twice_in_a_file_answers_once(desk: Desk, rows: list[Any]) -> None:
    case = lodged(desk)
    made, outcomes = again(desk, *rows)
    assert (made["answered"], sorted(outcomes)) == (1, ["answered", "known"])
    assert len(desk.get(case)["answers"]) == 1

"""What looks like a concealed complaint: found once, and a near miss is not (X12)."""

from datetime import timedelta
from typing import Any

import pytest

from services.complaints.concealment import operations as concealment
from services.complaints.service import ComplaintsService
from tests.operations.complaints.concealment.happenings import (
    DAY,
    LIFT,
    completed,
    followed_up,
    item,
    items,
    requested,
    visited,
)
from tests.operations.complaints.conftest import Desk, shown


def test_X12_the_same_repaired_again_without_a_complaint_is_found(desk: Desk) -> None:
    requested(desk, "r1")
    completed(desk, "r1", DAY)
    requested(desk, "r2", 31 * DAY)
    desk.later(days=33)
    assert items(desk) == [], "a case may still come"
    desk.later(days=1)
    found = item(desk)
    assert (found["rule"], found["about"], found["number"]) == ("repeat_repair", "repair", "WX-r2")
    assert (found["about_id"], found["state"], found["building"]) == ("r2", "open", "1栋")
    assert (found["earlier_id"], found["earlier_number"]) == ("r1", "WX-r1")
    assert found["earlier_completed_at"] == shown("2026-11-03 10:00")
    assert found["concerned"] == "孙工"
    assert (found["remark"], found["rating"], found["minutes"]) == (None, None, None)


@pytest.mark.parametrize(
    ("again", "after"),
    [
        ({}, 32 * DAY),
        ({"category": "electricity"}, 5 * DAY),
        ({"household_id": "h2"}, 5 * DAY),
        ({"complaint_id": "c1"}, 5 * DAY),
        (LIFT, 5 * DAY),
    ],
    ids=["too late", "something else", "another home", "wanted by a case", "a public place"],
)
def test_X12_another_repair_is_no_repeated_one(
    desk: Desk, again: dict[str, Any], after: timedelta
) -> None:
    requested(desk, "r1")
    completed(desk, "r1", DAY)
    if case := again.get("complaint_id"):
        assert case
        again = again | {"complaint_id": desk.bring("closed", household_id="h2")["id"]}
        desk.later(hours=1)
    requested(desk, "r2", after, **again)
    desk.later(days=60)
    assert items(desk, rule="repeat_repair") == []


def test_X12_a_repair_asked_for_before_the_first_was_done_repeats_nothing(desk: Desk) -> None:
    requested(desk, "r1")
    requested(desk, "r2", DAY)
    completed(desk, "r1", 2 * DAY)
    desk.later(days=60)
    assert items(desk) == []


def test_X12_a_public_place_repaired_again_is_found(desk: Desk) -> None:
    requested(desk, "r1", **LIFT, category="lift")
    completed(desk, "r1", DAY, **LIFT)
    requested(desk, "r2", 2 * DAY, **LIFT, category="lift")
    requested(desk, "r3", 2 * DAY, **LIFT | {"public_place": "3栋电梯"}, category="lift")
    desk.later(days=10)
    found = item(desk)
    assert (found["number"], found["place"], found["building"]) == ("WX-r2", "2栋电梯", None)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_X12_events_come_twice_and_in_any_order(desk: Desk, order: tuple[int, ...]) -> None:
    told = (
        lambda: requested(desk, "r1"),
        lambda: completed(desk, "r1", DAY),
        lambda: requested(desk, "r2", 2 * DAY),
    )
    for one in (*order, *order):
        told[one]()
    desk.later(days=10)
    assert [one["number"] for one in items(desk)] == ["WX-r2"]
    for one in order:
        told[one]()
    desk.later(days=10)
    assert len(items(desk)) == len(desk.published("concealment_suspected")) == 1


def test_X12_without_the_look_at_what_is_noted_it_would_be_there_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: then the key of the table refuses the second."""
    followed_up(desk, 1)
    monkeypatch.setattr(concealment, "NOTED", concealment.NOTED.where(False))
    with pytest.raises(Exception, match=r"(?i)unique"):
        followed_up(desk, 1)


def test_X12_without_its_deadline_it_would_never_be_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: nothing waits without its deadline."""
    monkeypatch.setitem(
        ComplaintsService.deadline_handlers, concealment.CASE_DUE, lambda uow, deadline: None
    )
    followed_up(desk, 1)
    desk.later(days=5)
    assert items(desk) == []


@pytest.mark.parametrize(("rating", "number"), [(1, 1), (2, 1), (3, 0), (None, 0)])
def test_X12_a_poor_rating_without_a_complaint_is_found(
    desk: Desk, rating: int | None, number: int
) -> None:
    followed_up(desk, rating)
    desk.later(days=3)
    assert [one["rule"] for one in items(desk)] == ["low_rating"] * number
    if number:
        assert item(desk)["rating"] == rating


@pytest.mark.parametrize(
    ("case", "number"),
    [({}, 0), ({"household_id": "h2"}, 1), ({"kind": "inquiry"}, 1), ({"kind": "report"}, 0)],
    ids=["a complaint", "of a neighbour", "an inquiry", "a report"],
)
def test_X12_a_complaint_within_the_days_leaves_nothing_to_suspect(
    desk: Desk, case: dict[str, Any], number: int
) -> None:
    followed_up(desk, 1)
    desk.later(days=2)
    desk.lodge(**{"kind": "complaint"} | case)
    desk.later(days=2)
    assert len(items(desk)) == number
    assert len(desk.published("concealment_suspected")) == number


def test_X12_a_complaint_that_was_there_before_speaks_for_the_desk(desk: Desk) -> None:
    desk.lodge()
    desk.later(days=30)
    followed_up(desk, 1, 30 * DAY)
    desk.later(days=4)
    assert items(desk) == []


def test_X12_a_late_complaint_dismisses_nothing_and_is_evidence(desk: Desk) -> None:
    followed_up(desk, 1)
    desk.later(days=3)
    late = desk.lodge()
    found = item(desk)
    assert (found["state"], [one["number"] for one in found["cases"]]) == ("open", [late["number"]])


def test_X12_words_of_grievance_without_a_case_are_found(desk: Desk) -> None:
    visited(desk, "住户称漏水没人管，要投诉物业")
    completed(desk, "r1", result="已修复；业主说多次报修")
    followed_up(desk, 5, DAY, remark="业主说被骗")
    desk.later(days=5)
    found = [desk.call("get_review", desk.deputy, review_id=one["id"]) for one in items(desk)]
    assert {(one["about"], tuple(one["words"])) for one in found} == {
        ("visit", ("投诉", "没人管")), ("repair", ("多次",)), ("repair", ("骗",)),
    }  # fmt: skip
    (visit,) = [one for one in found if one["about"] == "visit"]
    assert (visit["remark"], visit["number"]) == ("住户称漏水没人管，要投诉物业", "SF-1")


def test_X12_other_words_and_words_with_a_case_are_not(desk: Desk) -> None:
    visited(desk, "住户承诺下周缴费，用拖把清理了门口")
    completed(desk, "r1", result="已更换水管")
    completed(desk, "r2", result="业主要投诉", complaint_id=desk.lodge(household_id="h2")["id"])
    desk.later(days=5)
    assert items(desk) == []
    visited(desk, "住户要投诉")
    desk.lodge(kind="inquiry")
    desk.later(days=5)
    assert items(desk) == [], "any case will do: what they said is on record"


def test_X12_managers_say_which_words(desk: Desk) -> None:
    desk.policy(concealment_words=["差评"])
    visited(desk, "要投诉")
    followed_up(desk, None, remark="给差评")
    desk.later(days=5)
    assert item(desk)["words"] == ["差评"]


@pytest.mark.parametrize(("minutes", "number"), [(0, 1), (10, 1), (11, 0)])
def test_X12_a_complaint_closed_minutes_after_it_came_is_found(
    desk: Desk, minutes: int, number: int
) -> None:
    case = desk.bring("answered")
    desk.later(minutes=minutes)
    desk.bring("closed", case)
    assert len(items(desk)) == number
    if number:
        found = item(desk)
        assert (found["rule"], found["about_id"]) == ("closed_at_once", case["id"])
        assert (found["minutes"], found["concerned"]) == (minutes, "receptionist")


def test_X12_an_inquiry_may_be_closed_on_the_telephone(desk: Desk) -> None:
    case = desk.answer(desk.handle(desk.triage(desk.lodge(kind="inquiry"), valid=None)))
    desk.act(case, "close", desk.receptionist)
    assert items(desk) == []


def test_X12_what_residents_take_back_themselves_nobody_has_hidden(desk: Desk) -> None:
    desk.act(desk.lodge_online(), "withdraw", desk.resident, reason="已恢复")
    assert items(desk) == []
    told = {"reason": "住户来电不再追究", "channel": "phone"}
    desk.act(desk.lodge(), "withdraw", desk.receptionist, **told)
    assert item(desk)["rule"] == "closed_at_once", "the desk says so: it is looked at"


def test_X12_closed_at_once_is_not_looked_for_where_managers_say_so(desk: Desk) -> None:
    desk.policy(concealment_close_minutes=0)
    desk.bring("closed")
    assert items(desk) == []


LIGHTER = [
    ({"gravity": "major"}, {"gravity": "general"}, ("gravity", "major", "general")),
    ({"urgency": "urgent"}, {"urgency": "ordinary"}, ("urgency", "urgent", "ordinary")),
    ({}, {"kind": "inquiry", "valid": None}, ("kind", "complaint", "inquiry")),
    ({}, {"kind": "suggestion", "valid": None}, ("kind", "complaint", "suggestion")),
]


@pytest.mark.parametrize(("was", "judged", "seen"), LIGHTER)
def test_X12_a_case_made_lighter_without_a_reason_is_found(
    desk: Desk, was: dict[str, Any], judged: dict[str, Any], seen: tuple[str, str, str]
) -> None:
    case = desk.triage(desk.lodge(**was), by=desk.deputy, **judged)
    found = item(desk)
    assert (found["rule"], found["number"]) == ("downgraded", case["number"])
    assert [tuple(one.values()) for one in found["changes"]] == [seen]
    assert found["concerned"] == "deputy_manager"


@pytest.mark.parametrize(("was", "judged", "seen"), LIGHTER)
def test_X12_with_a_reason_or_a_paper_of_the_staff_it_is_not(
    desk: Desk, was: dict[str, Any], judged: dict[str, Any], seen: object
) -> None:
    desk.triage(desk.lodge(**was), reason="现场核实，影响一户", **judged)
    assert items(desk) == []


def test_X12_one_triage_makes_one_item_and_another_one_its_own(desk: Desk) -> None:
    case = desk.lodge(gravity="major", urgency="urgent")
    case = desk.triage(case, gravity="general", urgency="ordinary")
    assert [one["what"] for one in item(desk)["changes"]] == ["gravity", "urgency"]
    desk.later(hours=1)
    desk.triage(desk.triage(case, gravity="major"), gravity="general")
    assert len(items(desk)) == 2


def test_X12_a_case_that_is_made_heavier_or_is_found_invalid_with_its_ground_is_not(
    desk: Desk,
) -> None:
    case = desk.triage(desk.lodge(), gravity="major", urgency="urgent")
    desk.triage(case, valid=False, ground="合同约定范围之外")
    desk.triage(desk.lodge(kind="inquiry"), kind="complaint")
    assert items(desk) == []

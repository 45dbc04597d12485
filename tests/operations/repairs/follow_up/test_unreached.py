"""R05: follow-ups that reach nobody."""

from typing import Any

import pytest

from contracts.repairs.follow_up import FollowUpByEngineer
from foundation.actor import Actor
from foundation.errors import Forbidden, IllegalTransition, InvalidInput
from services.repairs.follow_up import operations as following_up
from tests.operations.repairs.conftest import Answer, Desk


def attempt(desk: Desk, repair: Answer, by: Actor | None = None, **data: Any) -> Answer:
    values = {"result": "unreached", "remark": "无人接听"} | data
    by = by or desk.receptionist
    return dict(desk.call("follow_up", by, repair_id=repair["id"], **values))


def follow_ups(desk: Desk) -> Answer:
    return dict(desk.call("figures", desk.supervisor)["follow_up"])


def completed(desk: Desk, days: int = 2) -> Answer:
    repair = desk.bring("completed")
    desk.later(days=days)
    return repair


def given_up(desk: Desk) -> Answer:
    repair = completed(desk)
    for _ in range(3):
        answer = attempt(desk, repair)
        desk.later(days=1)
    return answer


def test_R05_attempt_that_reaches_nobody_is_recorded(desk: Desk) -> None:
    repair = completed(desk)
    answer = attempt(desk, repair)
    assert (answer["status"], answer["solved"]) == ("completed", None)
    seen = desk.get(repair["id"])
    (tried,) = seen["rounds"][0]["unreached_attempts"]
    assert (tried["by"], tried["remark"]) == ("receptionist", "无人接听")
    assert tried["at"] == "2026-11-04T10:00:00+08:00"
    assert seen["timeline"][-1]["detail"] == {"result": "unreached", "remark": "无人接听"}
    assert desk.published("repair_closed") == []


def test_R05_attempts_on_three_different_days_end_it_as_unreached(desk: Desk) -> None:
    answer = given_up(desk)
    assert answer["status"] == "closed"
    assert (answer["follow_up_result"], answer["solved"], answer["rating"]) == (
        "unreached",
        None,
        None,
    )
    (published,) = desk.published("repair_closed")
    assert (published["solved"], published["rating"]) == (None, None)
    assert desk.actions(answer["id"])[-2:] == ["follow_up_attempted", "closed"]
    assert len(desk.get(answer["id"])["rounds"][0]["unreached_attempts"]) == 3


def test_R05_attempts_on_one_day_count_once(desk: Desk) -> None:
    repair = completed(desk)
    for _ in range(5):
        assert attempt(desk, repair)["status"] == "completed"
        desk.later(minutes=20)


def test_R05_without_counting_days_three_calls_in_a_row_would_end_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the different days."""
    monkeypatch.setattr(following_up, "given_up", lambda _policy, attempts: len(attempts) >= 3)
    repair = completed(desk)
    assert [attempt(desk, repair)["status"] for _ in range(3)][-1] == "closed"


def test_R05_number_of_days_is_policy(desk: Desk) -> None:
    change = {"name": "unreached_days", "value": 1}
    desk.call("change_policy", desk.actor("director"), **change)
    assert attempt(desk, completed(desk))["status"] == "closed"


def test_R05_who_is_reached_after_all_has_the_word(desk: Desk) -> None:
    repair = completed(desk)
    for _ in range(2):
        attempt(desk, repair)
        desk.later(days=1)
    closed = attempt(desk, repair, desk.resident, result="solved", rating=4, remark="好了")
    assert (closed["status"], closed["solved"], closed["rating"]) == ("closed", True, 4)


def test_R05_reopened_repair_is_tried_anew(desk: Desk) -> None:
    repair = completed(desk)
    for _ in range(2):
        attempt(desk, repair)
        desk.later(days=1)
    attempt(desk, repair, result="unsolved", remark="又漏了")
    desk.go_on(repair["id"], "completed")
    desk.later(days=2)
    assert attempt(desk, repair)["status"] == "completed"
    tried = [len(one["unreached_attempts"]) for one in desk.get(repair["id"])["rounds"]]
    assert tried == [2, 1]


def test_R05_unreached_ones_are_counted_apart(desk: Desk) -> None:
    given = given_up(desk)
    other = desk.bring("completed")
    desk.call("follow_up", desk.receptionist, repair_id=other["id"], solved=True, rating=5)
    figures = follow_ups(desk)
    assert (figures["completed"], figures["unreached"], figures["overdue"]) == (2, 1, 0)
    assert (figures["followed_up"], figures["due"], figures["rate"]) == (1, 1, "1.0000")
    assert (figures["solved"], figures["average_rating"]) == (1, "5.00")
    listed = desk.call("search", desk.receptionist, follow_up="unreached")["items"]
    assert [one["id"] for one in listed] == [given["id"]]


def test_R05_attempts_do_not_take_it_off_the_overdue_list(desk: Desk) -> None:
    repair = completed(desk, days=4)
    attempt(desk, repair)
    assert follow_ups(desk)["overdue"] == 1
    listed = desk.call("search", desk.receptionist, follow_up="overdue")["items"]
    assert [one["id"] for one in listed] == [repair["id"]]


def test_R05_residents_cannot_say_that_nobody_was_reached(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        attempt(desk, completed(desk), desk.resident)


def test_R05_engineer_of_the_order_does_not_try_either(desk: Desk) -> None:
    with pytest.raises(FollowUpByEngineer):
        attempt(desk, completed(desk), desk.actor("supervisor", id="e1"))


@pytest.mark.parametrize("state", ["verified", "arrived"])
def test_R05_only_what_is_completed_is_followed_up(desk: Desk, state: str) -> None:
    with pytest.raises(IllegalTransition):
        attempt(desk, desk.bring(state))


def test_R05_nothing_is_tried_once_it_has_ended(desk: Desk) -> None:
    with pytest.raises(IllegalTransition):
        attempt(desk, given_up(desk))


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({}, "solved"),
        ({"solved": True, "result": "solved", "rating": 5}, "result"),
        ({"result": "solved"}, "rating"),
        ({"result": "unreached", "rating": 3}, "rating"),
        ({"result": "unreached", "badge_worn": True}, "badge_worn"),
        ({"result": "asleep"}, "result"),
    ],
)
def test_R05_senseless_answers_are_refused(desk: Desk, answer: Answer, field: str) -> None:
    repair = completed(desk)
    with pytest.raises(InvalidInput) as refused:
        desk.call("follow_up", desk.receptionist, repair_id=repair["id"], **answer)
    assert field in refused.value.errors

"""R05: follow-ups, reopening, and the list of due ones."""

from typing import Any

import pytest

from contracts.repairs.follow_up import FollowUpByEngineer
from foundation.actor import Actor
from foundation.errors import Forbidden, IllegalTransition, InvalidInput, NotFound
from tests.operations.repairs.conftest import Answer, Desk


def follow(desk: Desk, repair: Answer, by: Actor | None = None, **data: Any) -> Answer:
    values = {"solved": True, "rating": 5, "remark": "满意"} | data
    by = by or desk.receptionist
    return dict(desk.call("follow_up", by, repair_id=repair["id"], **values))


def test_R05_solved_repair_is_closed_with_its_rating(desk: Desk) -> None:
    repair = desk.bring("completed")
    desk.later(days=2)
    closed = follow(desk, repair, badge_worn=True, gifts_taken=False)
    assert (closed["status"], closed["rating"], closed["solved"]) == ("closed", 5, True)
    (published,) = desk.published("repair_closed")
    assert (published["solved"], published["rating"]) == (True, 5)
    assert desk.get(repair["id"])["rounds"][0]["follow_up_timing"] == "in_time"


def test_R05_unsolved_repair_is_reopened_with_original_clock_and_payer(desk: Desk) -> None:
    repair = desk.bring("accepted")
    desk.later(hours=1)
    desk.go_on(repair["id"], "completed")
    desk.later(days=2)
    again = follow(desk, repair, solved=False, rating=2)
    assert (again["status"], again["round"]) == ("reopened", 2)
    assert again["household_id"] == "h1" and again["number"] == repair["number"]
    assert again["work_order_number"] == "PG-2026-000002"
    assert desk.published("repair_closed") == []
    seen = desk.get(repair["id"])
    assert seen["clock"]["carried_minutes"] == 60
    assert seen["respond_by"] == "2026-11-08T10:00:00+08:00"
    assert [one["work_order_number"][-1] for one in seen["rounds"]] == ["1", "2"]
    assert seen["rounds"][0]["solved"] is False


def test_R05_reopened_repair_goes_all_the_way_again(desk: Desk) -> None:
    repair = desk.bring("completed")
    follow(desk, repair, solved=False)
    desk.go_on(repair["id"], "completed", "e2")
    assert follow(desk, repair)["status"] == "closed"
    assert [one["engineer_id"] for one in desk.get(repair["id"])["rounds"]] == ["e1", "e2"]


@pytest.mark.parametrize("asker", ["e1", "e2"])
def test_R05_follow_up_is_made_by_somebody_other_than_the_engineers(desk: Desk, asker: str) -> None:
    repair = desk.bring("completed")
    follow(desk, repair, solved=False)
    desk.go_on(repair["id"], "completed", "e2")
    with pytest.raises(FollowUpByEngineer):
        follow(desk, repair, desk.actor("supervisor", id=asker))


def test_R05_engineers_do_not_follow_up_at_all(desk: Desk) -> None:
    repair = desk.bring("completed")
    with pytest.raises(Forbidden):
        follow(desk, repair, desk.engineer("e3"))


def test_R05_resident_answers_for_the_own_household(desk: Desk) -> None:
    repair = desk.bring("completed")
    with pytest.raises(NotFound):
        follow(desk, repair, desk.neighbour)
    assert follow(desk, repair, desk.resident)["status"] == "closed"


def test_R05_follow_up_is_made_once(desk: Desk) -> None:
    repair = desk.bring("completed")
    follow(desk, repair)
    with pytest.raises(IllegalTransition):
        follow(desk, repair)


@pytest.mark.parametrize("rating", [0, 6, "good", 4.5, None])
def test_R05_rating_is_one_to_five(desk: Desk, rating: object) -> None:
    repair = desk.bring("completed")
    with pytest.raises(InvalidInput) as refused:
        follow(desk, repair, rating=rating)
    assert "rating" in refused.value.errors


def test_R05_due_follow_ups_are_a_list(desk: Desk) -> None:
    repair = desk.bring("completed")
    assert desk.call("search", desk.receptionist, follow_up="due")["items"] == []
    desk.later(days=2)
    (due,) = desk.call("search", desk.receptionist, follow_up="due")["items"]
    assert due["id"] == repair["id"]

"""R05: follow-ups, reopening, the rate and the list of overdue ones; cancelling."""

from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput, NotYourHousehold
from services.repairs.errors import FollowUpByEngineer, IllegalTransition, TooLateToCancel
from tests.operations.repairs.conftest import Answer, Desk


def follow(desk: Desk, repair: Answer, by: Actor | None = None, **data: Any) -> Answer:
    values = {"solved": True, "rating": 5, "remark": "满意"} | data
    by = by or desk.receptionist
    return dict(desk.call("follow_up", by, repair_id=repair["id"], **values))


def figures(desk: Desk, **data: Any) -> Answer:
    return dict(desk.call("figures", desk.supervisor, **data))


def test_R05_solved_repair_is_closed_with_its_rating(desk: Desk) -> None:
    repair = desk.bring("completed")
    desk.later(days=2)
    closed = follow(desk, repair, badge_worn=True, gifts_taken=False)
    assert (closed["status"], closed["rating"], closed["solved"]) == ("closed", 5, True)
    (told,) = desk.told("repair_closed")
    assert (told["solved"], told["rating"]) == (True, 5)
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
    assert desk.told("repair_closed") == []
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
    with pytest.raises(NotYourHousehold):
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


def test_R05_rate_counts_what_is_due_and_overdue_ones_are_a_list(desk: Desk) -> None:
    early, in_time, late, never = (desk.bring("completed") for _ in range(4))
    follow(desk, early, rating=4)
    desk.later(days=2)
    follow(desk, in_time, rating=5)
    before = figures(desk)["follow_up"]
    assert (before["completed"], before["due"], before["rate"]) == (4, 2, "1.0000")
    desk.later(days=2)
    follow(desk, late, solved=False, rating=1)
    after = figures(desk)
    assert after["follow_up"] == {
        "completed": 4,
        "due": 4,
        "followed_up": 3,
        "early": 1,
        "in_time": 1,
        "late": 1,
        "overdue": 1,
        "unreached": 0,
        "rate": "0.7500",
        "solved": 2,
        "average_rating": "3.33",
    }
    assert [one["repair_id"] for one in after["overdue_follow_ups"]] == [never["id"]]
    listed = desk.call("search", desk.receptionist, follow_up="overdue")["items"]
    assert [one["id"] for one in listed] == [never["id"]]


def test_R05_due_follow_ups_are_a_list(desk: Desk) -> None:
    repair = desk.bring("completed")
    assert desk.call("search", desk.receptionist, follow_up="due")["items"] == []
    desk.later(days=2)
    (due,) = desk.call("search", desk.receptionist, follow_up="due")["items"]
    assert due["id"] == repair["id"]


def test_R02_share_of_responses_kept(desk: Desk) -> None:
    kept = desk.bring("accepted", priority="emergency")
    desk.go_on(kept["id"], "on_the_way")
    missed, open_, gone = (desk.bring("accepted", priority="emergency") for _ in range(3))
    desk.call("cancel", desk.receptionist, repair_id=gone["id"], reason="已自行修好")
    desk.bring("accepted")  # not due yet
    desk.later(hours=3)
    desk.go_on(missed["id"], "on_the_way")
    assert figures(desk)["response"] == {"due": 3, "kept": 1, "missed": 2, "share": "0.3333"}
    desk.call("cancel", desk.receptionist, repair_id=open_["id"], reason="来晚了")
    assert figures(desk)["response"]["missed"] == 2  # cancelling late hides nothing
    assert desk.get(open_["id"])["response_kept"] is False
    assert desk.get(gone["id"])["response_kept"] is None


def test_R02_figures_of_an_empty_period_have_no_share(desk: Desk) -> None:
    board = figures(desk, since="2026-01-01", until="2026-01-31")
    assert board["response"]["share"] is None and board["follow_up"]["rate"] is None
    assert board["follow_up"]["average_rating"] is None
    assert board["charges"]["charged"] == "0.00"


@pytest.mark.parametrize(
    "period", [{"since": "2026-02-01", "until": "2026-01-01"}, {"until": "9999-12-31"}]
)
def test_R02_senseless_period_is_refused(desk: Desk, period: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        figures(desk, **period)


@pytest.mark.parametrize("state", ["requested", "verified", "dispatched", "accepted"])
def test_R01_resident_cancels_until_the_engineer_sets_out(desk: Desk, state: str) -> None:
    repair = desk.bring(state)
    gone = desk.call("cancel", desk.resident, repair_id=repair["id"], reason="自己修好了")
    assert gone["status"] == "cancelled"
    (told,) = desk.told("repair_closed")
    assert told["solved"] is False
    desk.later(hours=2)
    assert desk.told("repair_unaccepted") == []


def test_R01_afterwards_only_the_desk_cancels(desk: Desk) -> None:
    repair = desk.bring("on_the_way")
    cancel = {"repair_id": repair["id"], "reason": "不在家"}
    with pytest.raises(TooLateToCancel):
        desk.call("cancel", desk.resident, **cancel)
    with pytest.raises(NotYourHousehold):
        desk.call("cancel", desk.neighbour, **cancel)
    assert desk.call("cancel", desk.receptionist, **cancel)["status"] == "cancelled"


def test_R04_cancelled_repair_voids_its_quote(desk: Desk) -> None:
    repair = desk.bring("arrived")
    desk.call("quote", desk.engineer(), repair_id=repair["id"], amount="80.00")
    desk.call("accept_quote", desk.resident, repair_id=repair["id"])
    gone = desk.call("cancel", desk.receptionist, repair_id=repair["id"], reason="改期")
    assert gone["quote_status"] == "superseded"
    assert desk.told("repair_charge_due") == []

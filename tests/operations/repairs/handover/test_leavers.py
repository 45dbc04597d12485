"""Nobody's absence makes work unreachable: orders of an engineer who leaves go on (R08)."""

from typing import Any

import pytest

from foundation.errors import IllegalTransition
from services.repairs.requests.operations import move
from services.repairs.requests.rules import Action
from tests.operations.repairs.conftest import Desk

GONE: dict[str, Any] = {
    "person_id": "e1", "version": 2, "name": "e1", "roles": ["engineer"], "buildings": ["1栋"],
    "skills": ["plumbing"], "phone": None, "email": None, "active": False, "household_ids": [],
}  # fmt: skip
MOVED = GONE | {"active": True, "roles": ["steward"]}


@pytest.mark.parametrize("left", [GONE, MOVED], ids=["inactive", "another role"])
@pytest.mark.parametrize("state", ["dispatched", "accepted", "on_the_way", "arrived"])
def test_R08_orders_of_who_leaves_are_offered_to_the_next(
    desk: Desk, state: str, left: dict[str, Any]
) -> None:
    repair = desk.bring(state)
    desk.receives("on_person_changed", **left)
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("dispatched", "e2")
    assert [published["engineer_id"] for published in desk.published("repair_unaccepted")] == ["e1"]
    desk.call("accept", desk.engineer("e2"), repair_id=repair["id"])
    desk.go_on(repair["id"], "completed", "e2")


def test_R08_what_is_done_or_anothers_stays(desk: Desk) -> None:
    done, others = desk.bring("completed"), desk.bring("accepted", "e2")
    desk.receives("on_person_changed", **GONE)
    assert desk.get(done["id"])["status"] == "completed"
    assert desk.get(others["id"])["engineer_id"] == "e2"
    assert not desk.published("repair_unaccepted")


def test_R02_who_set_out_first_stopped_the_clock(desk: Desk) -> None:
    repair = desk.bring("on_the_way")
    first = desk.get(repair["id"])["set_out_at"]
    desk.receives("on_person_changed", **GONE)
    desk.later(hours=1)
    desk.go_on(repair["id"], "on_the_way", desk.get(repair["id"])["engineer_id"])
    assert desk.get(repair["id"])["set_out_at"] == first


def test_R08_where_nobody_is_left_the_supervisors_are_told(desk: Desk) -> None:
    repair = desk.bring("accepted")
    for number, engineer in enumerate(("e2", "e3", "e1")):
        desk.receives("on_person_changed", **GONE | {"person_id": engineer, "version": 2 + number})
    seen = desk.get(repair["id"])
    assert (seen["status"], seen["engineer_id"]) == ("verified", None)
    assert desk.published("repair_unaccepted")[-1]["passed_on_to"] is None
    assert "dispatch" in seen["actions"]


def test_R08_without_it_an_order_on_the_way_could_be_given_to_nobody(desk: Desk) -> None:
    """Negative control: what dispatching alone allows."""
    desk.bring("on_the_way")

    class OnTheWay:
        status = "on_the_way"

    with pytest.raises(IllegalTransition):
        move(OnTheWay(), Action.DISPATCH)  # type: ignore[arg-type]

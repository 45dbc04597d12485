"""R01, R02, X04: requests, and the linked request of a complaint."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from foundation.errors import InvalidInput, NotFound, NotYourHousehold
from services.repairs.intake import operations as intake
from services.repairs.requests.tables import Repair
from tests.operations.repairs.conftest import Desk
from tests.support.community import HERE

WANTED = {
    "complaint_id": "c1",
    "number": "TS-2026-000001",
    "household_id": "h1",
    "public_place": None,
    "category": "plumbing",
    "description": "投诉：龙头修了三次还在滴水",
    "contact_name": "王芳",
    "contact_phone": "13812345678",
}


def test_R01_request_is_recorded_with_a_gap_free_number(desk: Desk) -> None:
    first = desk.request(preferred_slot="周二上午")
    second = desk.request()
    assert (first["number"], second["number"]) == ("WX-2026-000001", "WX-2026-000002")
    assert first["status"] == "requested" and first["priority"] == "general"
    assert (first["building"], first["unit"]) == ("1栋", "1-101")
    seen = desk.get(first["id"])
    assert seen["photos"] == [] and seen["preferred_slot"] == "周二上午"
    assert desk.actions(first["id"]) == ["requested"]


def test_R01_request_tells_the_others(desk: Desk) -> None:
    repair = desk.request()
    (published,) = desk.published("repair_requested")
    assert (
        published["repair_id"] == repair["id"] and published["respond_by"] == repair["respond_by"]
    )
    assert published["complaint_id"] is None


def test_R01_public_place_needs_no_household(desk: Desk) -> None:
    repair = desk.public(category="public_lighting", description="大堂灯不亮")
    assert repair["household_id"] is None and repair["public_place"] == "2栋大堂"
    assert repair["building"] == "2栋"


@pytest.mark.parametrize("place", [{}, {"household_id": "h1", "public_place": "大堂"}])
def test_R01_request_names_one_place(desk: Desk, place: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        desk.request(desk.receptionist, **({"household_id": None} | place))


def test_R01_unknown_household_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.request(desk.receptionist, household_id="h9")


def test_R01_resident_asks_for_the_own_household_only(desk: Desk) -> None:
    with pytest.raises(NotYourHousehold):
        desk.request(desk.neighbour)


def test_R02_resident_cannot_lower_a_gas_leak(desk: Desk) -> None:
    repair = desk.request(category="gas", priority="general", description="厨房有点味道")
    assert repair["priority"] == "emergency"
    assert repair["respond_by"] == "2026-11-02T12:00:00+08:00"
    raised = desk.get(repair["id"])["timeline"][1]
    assert raised["action"] == "priority_raised"
    assert raised["detail"] == {"before": "general", "after": "emergency", "because": "gas"}


def test_R02_word_of_danger_raises_any_category(desk: Desk) -> None:
    repair = desk.request(description="插座冒烟了", category="other", priority="general")
    assert repair["priority"] == "emergency"


def test_X04_complaint_makes_one_linked_request(desk: Desk) -> None:
    desk.receives("on_repair_wanted", **WANTED)
    desk.receives("on_repair_wanted", **WANTED)  # another event of the same wish
    (published,) = desk.published("repair_requested")
    assert published["complaint_id"] == "c1"
    linked = desk.get(published["repair_id"])
    assert linked["complaint_id"] == "c1" and linked["contact_name"] == "王芳"
    assert linked["timeline"][0]["detail"]["complaint"] == "TS-2026-000001"


def test_X04_complaint_without_a_place_is_linked_all_the_same(desk: Desk) -> None:
    desk.receives("on_repair_wanted", **(WANTED | {"household_id": None}))
    (published,) = desk.published("repair_requested")
    assert published["public_place"] == "地点待核实"


def test_X04_without_the_check_the_unique_link_still_holds(desk: Desk) -> None:
    """Negative control of the check in `link`: the constraint stands behind it."""
    absent = dict.fromkeys(("public_place", "building", "priority", "preferred_slot"))
    data: Any = {**WANTED, **absent, "first_check": []}
    with desk.store.write(scope=HERE) as uow:
        intake.enter(uow, data, complaint_id="c1")
    with pytest.raises(IntegrityError), desk.store.write(scope=HERE) as uow:
        intake.enter(uow, data, complaint_id="c1")
    with desk.store.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Repair)) == 1


def test_R01_idempotency_key_makes_one_request(desk: Desk) -> None:
    by = desk.actor("resident", household_ids=["h1"], idempotency_key="k1")
    assert desk.request(by)["id"] == desk.request(by)["id"]
    assert len(desk.published("repair_requested")) == 1


def test_R01_without_the_key_a_repeated_request_is_a_second_one(desk: Desk) -> None:
    """Negative control of the idempotency key."""
    assert desk.request()["id"] != desk.request()["id"]
    assert len(desk.published("repair_requested")) == 2


def test_R02_changed_policy_counts_from_the_next_request_on(desk: Desk) -> None:
    before = desk.request(priority="emergency")
    hours = {"emergency": 1, "serious": 24, "general": 48}
    desk.call("change_policy", desk.actor("director"), name="response_hours", value=hours)
    after = desk.request(priority="emergency")
    assert desk.get(before["id"])["respond_by"] == "2026-11-02T12:00:00+08:00"
    assert after["respond_by"] == "2026-11-02T11:00:00+08:00"


def test_R02_floor_of_a_category_is_policy_data(desk: Desk) -> None:
    floors = {"drainage": "serious"}
    desk.call("change_policy", desk.actor("director"), name="priority_floors", value=floors)
    assert desk.request(category="drainage", description="地漏返味")["priority"] == "serious"
    assert desk.request(category="gas", description="换电池")["priority"] == "general"

"""A case can want a repair, and follows what becomes of it (X04)."""

import pytest

from contracts.complaints.linked_repairs import PlaceMissing, RepairAlreadyWanted
from tests.operations.complaints.conftest import Desk, shown


def test_X04_a_case_wants_a_linked_repair_once(desk: Desk) -> None:
    case = desk.bring("accepted", category="home_appliance")
    desk.act(case, "request_repair", desk.receptionist, category="plumbing")
    assert desk.published("repair_wanted") == [
        {
            "complaint_id": case["id"],
            "number": case["number"],
            "household_id": "h1",
            "public_place": None,
            "category": "plumbing",
            "description": "三天没有热水",
            "contact_name": "王芳",
            "contact_phone": "13812345678",
        }
    ]
    with pytest.raises(RepairAlreadyWanted):
        desk.act(case, "request_repair", desk.receptionist, category="plumbing")


def test_X04_triage_can_want_the_repair_of_a_public_place(desk: Desk) -> None:
    case = desk.lodge(household_id=None, place="2栋电梯")
    desk.triage(case, repair={"category": "lift"})
    (wanted,) = desk.published("repair_wanted")
    assert (wanted["household_id"], wanted["public_place"]) == (None, "2栋电梯")


def test_X04_a_household_can_point_at_a_public_place(desk: Desk) -> None:
    desk.triage(desk.lodge(), repair={"category": "access_control", "public_place": "3栋大堂"})
    (wanted,) = desk.published("repair_wanted")
    assert (wanted["household_id"], wanted["public_place"]) == (None, "3栋大堂")


def test_X04_a_repair_needs_a_place(desk: Desk) -> None:
    case = desk.lodge(household_id=None)
    with pytest.raises(PlaceMissing):
        desk.act(case, "request_repair", desk.receptionist, category="lift")


def test_X04_the_case_follows_its_repair(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "request_repair", desk.receptionist, category="plumbing")
    repair = {"repair_id": "r1", "number": "WX-2026-000001", "household_id": "h1"}
    desk.receives(
        "on_repair_requested", **repair, public_place=None, category="plumbing",
        priority="general", complaint_id=case["id"], respond_by=shown("2026-11-06 10:00"),
    )  # fmt: skip
    shown_case = desk.get(case)
    assert (shown_case["repair_id"], shown_case["repair_number"]) == ("r1", "WX-2026-000001")
    desk.receives(
        "on_repair_completed", **repair, complaint_id=case["id"], engineer_id="p-engineer",
        result="已更换", follow_up_from=shown("2026-11-04 10:00"),
        follow_up_by=shown("2026-11-05 20:00"),
    )  # fmt: skip
    desk.receives("on_repair_closed", **repair, complaint_id=case["id"], solved=True, rating=5)
    assert desk.actions(case)[-3:] == ["repair_linked", "repair_completed", "repair_closed"]
    assert desk.get(case)["status"] == "accepted"


def test_X04_other_repairs_touch_no_case(desk: Desk) -> None:
    case = desk.lodge()
    desk.receives(
        "on_repair_closed", repair_id="r2", number="WX-2026-000002", household_id="h1",
        complaint_id=None, solved=True, rating=4,
    )  # fmt: skip
    assert desk.actions(case) == ["lodged"]

"""What a case sets going elsewhere: paused dunning (B13), a linked repair (X04)."""

import pytest

from services.complaints.errors import PlaceMissing, RepairAlreadyWanted
from tests.operations.complaints.conftest import Answer, Desk, shown


def disputes(desk: Desk) -> list[str]:
    """Openings and closings, in order."""
    return ["opened"] * len(desk.told("fee_dispute_opened")) + ["closed"] * len(
        desk.told("fee_dispute_closed")
    )


def test_B13_a_complaint_about_a_fee_opens_a_dispute_and_its_end_closes_it(desk: Desk) -> None:
    case = desk.lodge(category="fee")
    told = {"complaint_id": case["id"], "number": case["number"], "household_id": "h1"}
    assert desk.told("fee_dispute_opened") == [told]
    desk.bring("answered", case)
    assert desk.told("fee_dispute_closed") == []
    desk.bring("closed", desk.get(case))
    assert desk.told("fee_dispute_closed") == [told]


def test_B13_triage_opens_and_closes_a_dispute_once_each(desk: Desk) -> None:
    case = desk.lodge()
    assert disputes(desk) == []
    for data in ({"category": "fee"}, {"category": "fee"}, {"urgency": "urgent"}):
        desk.triage(case, **data)
    assert disputes(desk) == ["opened"]
    desk.triage(case, kind="inquiry")
    assert disputes(desk) == ["opened", "closed"]
    desk.triage(case, kind="complaint")
    assert disputes(desk) == ["opened", "opened", "closed"]


@pytest.mark.parametrize(
    "contact", [{"household_id": None, "place": "大门"}, {"kind": "inquiry"}, {"category": "mail"}]
)
def test_B13_nothing_else_pauses_dunning(desk: Desk, contact: Answer) -> None:
    desk.bring("closed", **({"category": "fee"} | contact))
    assert disputes(desk) == []


def test_X04_a_case_wants_a_linked_repair_once(desk: Desk) -> None:
    case = desk.bring("accepted", category="home_appliance")
    desk.act(case, "request_repair", desk.receptionist, category="plumbing")
    assert desk.told("repair_wanted") == [
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
    (wanted,) = desk.told("repair_wanted")
    assert (wanted["household_id"], wanted["public_place"]) == (None, "2栋电梯")


def test_X04_a_household_can_point_at_a_public_place(desk: Desk) -> None:
    desk.triage(desk.lodge(), repair={"category": "access_control", "public_place": "3栋大堂"})
    (wanted,) = desk.told("repair_wanted")
    assert (wanted["household_id"], wanted["public_place"]) == (None, "3栋大堂")


def test_X04_a_repair_needs_a_place(desk: Desk) -> None:
    case = desk.lodge(household_id=None)
    with pytest.raises(PlaceMissing):
        desk.act(case, "request_repair", desk.receptionist, category="lift")


def test_X04_the_case_follows_its_repair(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "request_repair", desk.receptionist, category="plumbing")
    repair = {"repair_id": "r1", "number": "WX-2026-000001", "household_id": "h1"}
    desk.hears(
        "on_repair_requested", **repair, public_place=None, category="plumbing",
        priority="general", complaint_id=case["id"], respond_by=shown("2026-11-06 10:00"),
    )  # fmt: skip
    shown_case = desk.get(case)
    assert (shown_case["repair_id"], shown_case["repair_number"]) == ("r1", "WX-2026-000001")
    desk.hears(
        "on_repair_completed", **repair, complaint_id=case["id"], engineer_id="p-engineer",
        result="已更换", follow_up_from=shown("2026-11-04 10:00"),
        follow_up_by=shown("2026-11-05 20:00"),
    )  # fmt: skip
    desk.hears("on_repair_closed", **repair, complaint_id=case["id"], solved=True, rating=5)
    assert desk.actions(case)[-3:] == ["repair_linked", "repair_completed", "repair_closed"]
    assert desk.get(case)["status"] == "accepted"


def test_X04_other_repairs_touch_no_case(desk: Desk) -> None:
    case = desk.lodge()
    desk.hears(
        "on_repair_closed", repair_id="r2", number="WX-2026-000002", household_id="h1",
        complaint_id=None, solved=True, rating=4,
    )  # fmt: skip
    assert desk.actions(case) == ["lodged"]

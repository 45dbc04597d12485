"""R02, R03: setting out, arriving, completing, equipment."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.errors import Forbidden
from services.repairs.errors import AlreadyReturned, IllegalTransition, NotYourOrder
from tests.operations.repairs.conftest import PAST, Desk

STEPS = {
    "verify": ("receptionist", {}),
    "dispatch": ("receptionist", {"engineer_id": "e1"}),
    "accept": ("engineer", {}),
    "decline": ("engineer", {"reason": "忙"}),
    "set_out": ("engineer", {}),
    "arrive": ("engineer", {}),
    "quote": ("engineer", {"amount": "80.00"}),
    "complete": ("engineer", {"result": "修好"}),
    "follow_up": ("receptionist", {"solved": True, "rating": 5}),
    "cancel": ("receptionist", {"reason": "重复"}),
}
LEGAL = {
    "requested": {"verify", "cancel"},
    "verified": {"dispatch", "quote", "cancel"},
    "dispatched": {"accept", "decline", "quote", "cancel"},
    "accepted": {"set_out", "quote", "cancel"},
    "on_the_way": {"arrive", "quote", "cancel"},
    "arrived": {"quote", "complete", "cancel"},
    "completed": {"follow_up"},
}
"""What each state allows; dispatch from later states needs `replace` and is tested apart."""


@pytest.mark.parametrize("state", PAST)
def test_R01_illegal_steps_are_refused_and_change_nothing(desk: Desk, state: str) -> None:
    repair = desk.bring(state)
    before = desk.get(repair["id"])
    for method, (role, data) in STEPS.items():
        if method in LEGAL[state] or (method == "dispatch" and state in ("dispatched", "accepted")):
            continue
        by = desk.engineer() if role == "engineer" else desk.receptionist
        with pytest.raises(IllegalTransition):
            desk.call(method, by, repair_id=repair["id"], **data)
    assert desk.get(repair["id"]) == before


def test_R02_response_clock_stops_when_the_engineer_sets_out(desk: Desk) -> None:
    repair = desk.bring("accepted", priority="emergency")
    desk.later(minutes=119)
    out = desk.go_on(repair["id"], "on_the_way")
    assert out["set_out_at"] == "2026-11-02T11:59:00+08:00" and out["response_kept"] is True
    desk.later(hours=3)
    arrived = desk.go_on(repair["id"], "arrived")
    assert arrived["arrived_at"] == "2026-11-02T14:59:00+08:00"
    done = desk.go_on(repair["id"], "completed")
    assert done["response_kept"] is True and done["completed_at"] == arrived["arrived_at"]


def test_R02_response_after_the_deadline_is_missed(desk: Desk) -> None:
    repair = desk.bring("accepted", priority="emergency")
    desk.later(minutes=121)
    assert desk.get(repair["id"])["response_kept"] is False
    assert desk.go_on(repair["id"], "on_the_way")["response_kept"] is False


def test_R02_running_clock_has_no_verdict_yet(desk: Desk) -> None:
    assert desk.bring("accepted")["response_kept"] is None


def test_R02_clock_is_explained(desk: Desk) -> None:
    clock = desk.get(desk.bring("requested", priority="serious")["id"])["clock"]
    assert clock["limit_minutes"] == 1440 and clock["around_the_clock"] is False
    reasons = [(part["reason"], part["counted"]) for part in clock["segments"]]
    assert [counted for _, counted in reasons] == [True, False, True, False, True]
    assert reasons[0][0] == "service_hours"


def test_R02_only_the_engineer_of_the_order_reports(desk: Desk) -> None:
    repair = desk.bring("accepted")
    with pytest.raises(NotYourOrder):
        desk.call("set_out", desk.engineer("e2"), repair_id=repair["id"])


def test_R02_completion_tells_result_and_follow_up(desk: Desk) -> None:
    desk.bring("completed")
    (told,) = desk.told("repair_completed")
    assert (told["result"], told["engineer_id"]) == ("更换阀芯", "e1")
    assert told["follow_up_from"] == "2026-11-04T08:00:00+08:00"
    assert told["follow_up_by"] == "2026-11-05T20:00:00+08:00"


def test_R02_timeline_tells_who_did_what(desk: Desk) -> None:
    repair = desk.bring("completed")
    timeline = desk.get(repair["id"])["timeline"]
    assert [one["action"] for one in timeline] == [
        "requested",
        "verified",
        "dispatched",
        "accepted",
        "set_out",
        "arrived",
        "completed",
    ]
    assert [one["actor"] for one in timeline][:4] == ["resident", "receptionist"] * 1 + [
        "receptionist",
        "e1",
    ]


def test_R03_equipment_leaves_with_a_signature_and_stays_listed_until_back(desk: Desk) -> None:
    repair = desk.bring("arrived")
    taken = desk.call(
        "take_equipment",
        desk.engineer(),
        repair_id=repair["id"],
        item="热水器主板",
        consent_signature="王芳签字 单号12",
        lent_item="备用热水器",
    )
    (listed,) = desk.call("open_loans", desk.receptionist)["items"]
    assert listed["repair_number"] == repair["number"] and listed["lent_item"] == "备用热水器"
    back = {"loan_id": taken["id"], "receipt_signature": "王芳签字"}
    desk.call("return_equipment", desk.engineer(), **back)
    assert desk.call("open_loans", desk.receptionist)["items"] == []
    with pytest.raises(AlreadyReturned):
        desk.call("return_equipment", desk.receptionist, **back)
    actions = desk.actions(repair["id"])
    assert actions[-2:] == ["equipment_taken", "equipment_returned"]


def taken(desk: Desk, engineer_id: str) -> Any:
    """Equipment that an engineer has taken away."""
    repair = desk.bring("arrived", engineer_id)
    signed = {"item": f"主板 {engineer_id}", "consent_signature": "王芳签字"}
    return desk.call("take_equipment", desk.engineer(engineer_id), repair_id=repair["id"], **signed)


def test_R03_what_is_out_is_listed_by_repair_and_by_engineer(desk: Desk) -> None:
    first = taken(desk, "e1")
    desk.clock.advance(timedelta(minutes=1))
    second = taken(desk, "e2")

    def out(**wanted: Any) -> list[str]:
        return [
            one["id"] for one in desk.call("open_loans", desk.engineer("e2"), **wanted)["items"]
        ]

    assert out() == [second["id"], first["id"]]
    assert out(mine=True) == [second["id"]]
    assert out(repair_id=first["repair_id"]) == [first["id"]]
    assert out(repair_id=first["repair_id"], mine=True) == []


@pytest.mark.parametrize(
    ("role", "id_", "refused"),
    [
        ("engineer", "e1", None),
        ("engineer", "e2", NotYourOrder),
        ("receptionist", "desk", None),
        ("director", "top", Forbidden),
    ],
)
def test_R03_a_return_is_offered_to_whom_it_is_not_refused(
    desk: Desk, role: str, id_: str, refused: type[Exception] | None
) -> None:
    loan, by = taken(desk, "e1"), desk.actor(role, id=id_)
    back = {"loan_id": loan["id"], "receipt_signature": "王芳签字"}
    (listed,) = desk.call("open_loans", by)["items"]
    assert (listed["building"], listed["unit"]) == ("1栋", "1-101")
    assert listed["actions"] == ([] if refused else ["return_equipment"])
    if refused:
        with pytest.raises(refused):
            desk.call("return_equipment", by, **back)
    else:
        assert desk.call("return_equipment", by, **back)["actions"] == []


def test_R03_equipment_is_taken_on_site_only(desk: Desk) -> None:
    repair = desk.bring("accepted")
    with pytest.raises(IllegalTransition):
        desk.call(
            "take_equipment",
            desk.engineer(),
            repair_id=repair["id"],
            item="主板",
            consent_signature="签字",
        )

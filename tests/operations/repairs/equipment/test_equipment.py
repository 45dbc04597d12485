"""R03: equipment that is taken away, and what is lent for it."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.repairs.equipment import AlreadyReturned
from contracts.repairs.requests import NotYourOrder
from foundation.errors import Forbidden, IllegalTransition
from tests.operations.repairs.conftest import Desk


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

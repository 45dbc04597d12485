"""What a repair says may be done with it is what the service does (R01, R08)."""

from typing import Any

import pytest

from foundation.errors import ServiceError
from services.repairs.actions.queries import FITTING
from tests.operations.repairs.conftest import PAST, Desk

PAYLOADS: dict[str, dict[str, Any]] = {
    "dispatch": {"engineer_id": "e2", "replace": True},
    "decline": {"reason": "不在班"},
    "quote": {"amount": "80.00"},
    "accept_quote": {"signature_note": "住户签字"},
    "reject_quote": {"reason": "太贵"},
    "take_equipment": {"item": "水泵", "consent_signature": "王芳"},
    "complete": {"result": "更换阀芯"},
    "follow_up": {"solved": True, "rating": 5},
    "cancel": {"reason": "已自行解决"},
}


def accepts(desk: Desk, repair_id: str, method: str, role: str) -> bool:
    """Whether the service does it."""
    by = desk.engineer() if role == "engineer" else getattr(desk, role)
    try:
        desk.call(method, by, repair_id=repair_id, **PAYLOADS.get(method, {}))
    except ServiceError:
        return False
    return True


@pytest.mark.parametrize("role", ["receptionist", "engineer", "resident"])
@pytest.mark.parametrize("state", PAST)
def test_R01_a_repair_names_exactly_what_may_be_done(desk: Desk, state: str, role: str) -> None:
    def fresh() -> str:
        return str(desk.bring(state)["id"])

    by = desk.engineer() if role == "engineer" else getattr(desk, role)
    repair_id = fresh()
    named = set(desk.get(repair_id, by)["actions"])
    for method in FITTING:
        done = accepts(desk, repair_id, method.name, role)
        assert done == (method.name in named), method.name
        repair_id = fresh() if done else repair_id


def test_R04_a_quote_waits_for_its_answer_before_the_work_is_done(desk: Desk) -> None:
    repair_id = desk.bring("arrived")["id"]
    desk.call("quote", desk.engineer(), repair_id=repair_id, amount="80.00")
    assert "complete" not in desk.get(repair_id, desk.engineer())["actions"]
    assert "accept_quote" in desk.get(repair_id, desk.resident)["actions"]
    desk.call("accept_quote", desk.resident, repair_id=repair_id)
    assert "complete" in desk.get(repair_id, desk.engineer())["actions"]

"""R01: what the state of a repair does not allow changes nothing."""

import pytest

from foundation.errors import IllegalTransition
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

"""What a case says may be done with it is what the service does (X01)."""

from typing import Any

import pytest

from foundation.errors import ServiceError
from services.complaints.queries.actions import FITTING
from tests.operations.complaints.conftest import STRAIGHT, Answer, Desk

PAYLOADS: dict[str, dict[str, Any]] = {
    "restate": {"restated": "您家三天没有热水"},
    "triage": {"valid": True},
    "transfer": {"department": "工程部"},
    "handle": {"result": "更换循环泵"},
    "answer": {"channel": "phone", "text": "循环泵已更换。"},
    "return_visits": {"party": "department", "result": "solved"},
    "pause": {"reason": "等住户回家"},
    "classify": {"final": "repeat", "reason": "两次回访未解决"},
    "request_repair": {"category": "plumbing"},
}
WHO = ("receptionist", "supervisor", "engineer")


def accepts(desk: Desk, case: Answer, method: str, role: str) -> bool:
    """Whether the service does it."""
    try:
        desk.act(case, method, getattr(desk, role), **PAYLOADS.get(method, {}))
    except ServiceError:
        return False
    return True


@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("state", STRAIGHT)
def test_X01_a_case_names_exactly_what_may_be_done(desk: Desk, state: str, role: str) -> None:
    case = desk.bring(state)
    named = set(desk.get(case, getattr(desk, role))["actions"])
    for method in FITTING:
        if method.name == "restate":
            continue  # what was confirmed may be read back again, needlessly
        done = accepts(desk, case, method.name, role)
        assert done == (method.name in named), method.name
        case = desk.bring(state) if done else case


def test_C03_what_was_not_read_back_names_it(desk: Desk) -> None:
    assert "restate" in desk.get(desk.lodge(restated=None))["actions"]
    assert "restate" not in desk.get(desk.lodge())["actions"]


def test_X03_an_invalid_verdict_waits_for_somebody_else(desk: Desk) -> None:
    case = desk.triage(desk.lodge(), desk.supervisor, valid=False, ground="不属服务范围")
    assert "confirm_invalid" not in desk.get(case, desk.supervisor)["actions"]
    assert "confirm_invalid" in desk.get(case, desk.deputy)["actions"]
    assert "answer" not in desk.get(case, desk.deputy)["actions"]


def test_X09_a_paused_case_can_only_be_resumed(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "pause", desk.supervisor, reason="等住户回家")
    named = desk.get(case, desk.supervisor)["actions"]
    assert "resume" in named
    assert not {"pause", "transfer", "handle", "answer"} & set(named)


def test_X09_a_told_tier_may_acknowledge_and_nobody_below(desk: Desk) -> None:
    case = desk.lodge(gravity="major")
    desk.later(days=3)
    assert "acknowledge" in desk.get(case, desk.supervisor)["actions"]
    assert "acknowledge" not in desk.get(case, desk.receptionist)["actions"]

"""What a case says may be done with it is what the service does (X01)."""

import base64
from typing import Any

import pytest

from foundation.errors import ServiceError
from services.complaints.actions.queries import GUARDS
from tests.operations.complaints.conftest import STRAIGHT, Answer, Desk, shown
from tests.support.photos import JPEG

PAYLOADS: dict[str, dict[str, Any]] = {
    "restate": {"restated": "您家三天没有热水"},
    "triage": {"valid": True},
    "transfer": {"department": "工程部"},
    "send_back": {"reason": "属其他部门职责"},
    "handle": {"result": "更换循环泵"},
    "answer": {"channel": "phone", "text": "循环泵已更换。"},
    "return_visits": {"party": "department", "result": "solved"},
    "promise_call_back": {"due_at": shown("2026-11-02 19:00")},
    "record_call_back": {"result": "reached"},
    "pause": {"reason": "等住户回家"},
    "classify": {"final": "repeat", "reason": "两次回访未解决"},
    "request_repair": {"category": "plumbing"},
    "add_note": {"text": "先由主管联系"},
    "supplement": {"text": "今早又停了", "channel": "phone"},
    "reply": {"text": "师傅下午到场。"},
    "correct": {"wish": "今日恢复", "reason": "听错"},
    "withdraw": {"reason": "已自行解决", "channel": "phone"},
    "add_attachment": {"content": base64.b64encode(JPEG).decode()},
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
    for method in GUARDS:
        if method.name == "restate":
            continue  # what was confirmed may be read back again, needlessly
        done = accepts(desk, case, method.name, role)
        assert done == (method.name in named), method.name
        case = desk.bring(state) if done else case


@pytest.mark.parametrize("role", WHO)
def test_C14_a_transferred_case_names_exactly_what_may_be_done(desk: Desk, role: str) -> None:
    def transferred() -> Answer:
        return desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="财务部")

    case = transferred()
    named = set(desk.get(case, getattr(desk, role))["actions"])
    assert ("take_over" in named) == ("send_back" in named) == (role == "supervisor")
    for method in ("take_over", "send_back"):
        assert accepts(desk, case, method, role) == (method in named)
        case = transferred()


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


FINALS = ("general", "repeat", "malignant")
ASKERS = ("receptionist", "steward", "engineer", "supervisor", "deputy", "director", "inspector")


def does(desk: Desk, case: Answer, method: str, by: str, **data: Any) -> bool:
    """Whether the service does it for one of the desk's people."""
    try:
        desk.act(case, method, getattr(desk, by), **data)
    except ServiceError:
        return False
    return True


def handled_by_the_supervisor(desk: Desk) -> Answer:
    case = desk.answer(desk.handle(desk.triage(desk.lodge()), desk.supervisor))
    desk.ask(case, "department")
    return case


def given_to_the_engineer(desk: Desk) -> Answer:
    case = desk.bring("accepted")
    handler = {"department": "工程部", "handler_id": "p-engineer"}
    case = desk.act(case, "transfer", desk.supervisor, **handler)
    case = desk.answer(desk.handle(case, desk.engineer))
    desk.ask(case, "department")
    return case


def reopened(desk: Desk) -> Answer:
    case = handled_by_the_supervisor(desk)
    return desk.ask(case, "resident", "unsolved")


CASES = {
    "answered": lambda desk: desk.bring("answered"),
    "handled by the supervisor": handled_by_the_supervisor,
    "given to somebody": given_to_the_engineer,
    "reopened": reopened,
    "an inquiry": lambda desk: desk.answer(desk.triage(desk.lodge(), kind="inquiry", valid=None)),
}


@pytest.mark.parametrize("by", ASKERS)
@pytest.mark.parametrize("standing", CASES)
def test_X10_who_is_offered_a_return_visit_may_make_it_and_nobody_else(
    desk: Desk, standing: str, by: str
) -> None:
    for party in ("department", "resident"):
        case = CASES[standing](desk)
        seen = desk.get(case, getattr(desk, by))
        offered = "return_visits" in seen["actions"] and party in seen["askable"]
        assert does(desk, case, "return_visits", by, party=party, result="solved") == offered
        assert ("return_visits" in seen["actions"]) == bool(seen["askable"])


def test_X10_the_next_to_be_asked_is_named_first(desk: Desk) -> None:
    case = desk.bring("answered")
    assert desk.get(case, desk.inspector)["askable"] == ["department"]
    desk.ask(case, "department")
    assert desk.get(case, desk.inspector)["askable"] == ["resident", "department"]


@pytest.mark.parametrize("by", ["receptionist", "supervisor", "director"])
@pytest.mark.parametrize("standing", [None, *FINALS])
def test_X11_what_may_be_classified_is_what_is_offered(
    desk: Desk, standing: str | None, by: str
) -> None:
    for final in FINALS:
        case = desk.bring("accepted")
        if standing:
            desk.act(case, "classify", desk.director, final=standing, reason="核查")
        offered = desk.get(case, getattr(desk, by))["classifications"]
        done = does(desk, case, "classify", by, final=final, reason="核查")
        assert done == (final in offered)


def test_X09_when_no_pause_is_left_none_is_offered(desk: Desk) -> None:
    desk.policy(max_pauses=1)
    case = desk.bring("accepted")
    assert "pause" in desk.get(case)["actions"]
    desk.act(case, "pause", desk.supervisor, reason="等住户回家")
    desk.act(case, "resume", desk.supervisor)
    assert "pause" not in desk.get(case)["actions"]
    assert not accepts(desk, case, "pause", "supervisor")


@pytest.mark.parametrize("by", ["receptionist", "supervisor", "deputy", "director"])
def test_X07_a_letter_that_waits_is_offered_to_who_may_read_it(desk: Desk, by: str) -> None:
    case = desk.lodge(channel="letter")
    offered = "acknowledge" in desk.get(case, getattr(desk, by))["actions"]
    assert does(desk, case, "acknowledge", by) == offered == (by in ("deputy", "director"))


def test_whoever_handled_it_is_its_handler(desk: Desk) -> None:
    case = given_to_the_engineer(desk)
    assert desk.get(case)["handler_id"] == desk.engineer.id
    case = handled_by_the_supervisor(desk)
    assert desk.get(case)["handler_id"] == desk.supervisor.id

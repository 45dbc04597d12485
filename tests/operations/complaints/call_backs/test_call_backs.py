"""Call-backs: promised for a time, made or reported as missed (C04)."""

from typing import Any

import pytest

from contracts.complaints.call_backs import CallBackPromised, CallBackTime, NoCallBack
from foundation.errors import Forbidden, IllegalTransition, InvalidInput
from services.complaints.promised_calls import operations as promises
from services.complaints.service import ComplaintsService
from tests.operations.complaints.conftest import Answer, Desk, shown

DUE, LATER = "2026-11-02 15:00", "2026-11-02 17:00"


def promise(desk: Desk, case: Answer, until: str = DUE, **data: Any) -> Answer:
    return desk.act(
        case, "promise_call_back", desk.receptionist, due_at=shown(until), about="何时恢复", **data
    )


def record(desk: Desk, case: Answer, result: str = "reached", **data: Any) -> Answer:
    return desk.act(case, "record_call_back", desk.receptionist, result=result, **data)


def calls(desk: Desk, **data: Any) -> list[Answer]:
    found: list[Answer] = desk.call("list_call_backs", desk.supervisor, **data)["items"]
    return found


def actions(desk: Desk, case: Answer) -> list[str]:
    return [entry["action"] for entry in desk.timeline(case)]


def test_C04_a_call_is_promised_and_made(desk: Desk) -> None:
    case = promise(desk, desk.bring("accepted"))
    assert case["call_back_at"] == shown(DUE)
    (call,) = calls(desk, open=True)
    assert (call["number"], call["state"]) == (case["number"], "promised")
    assert call["about"] == "何时恢复"
    assert record(desk, case, remark="已告知明日恢复")["call_back_at"] is None
    (call,) = calls(desk)
    assert (call["state"], call["result"], call["remark"]) == ("made", "reached", "已告知明日恢复")
    desk.at(LATER)
    assert desk.published("call_back_missed") == []
    assert actions(desk, case)[-2:] == ["call_back_promised", "call_back_made"]


def test_C04_a_promise_that_nobody_kept_is_reported_once(desk: Desk) -> None:
    case = promise(desk, desk.bring("accepted"))
    desk.at("2026-11-02 14:59")
    assert desk.published("call_back_missed") == []
    desk.at(DUE)
    desk.at(LATER)
    (told,) = desk.published("call_back_missed")
    assert (told["number"], told["promised_by_id"]) == (case["number"], desk.receptionist.id)
    assert [call["state"] for call in calls(desk, state="missed")] == ["missed"]
    missed = desk.call("search", desk.supervisor, call_back_missed=True)["items"]
    assert [one["id"] for one in missed] == [case["id"]]
    record(desk, case)
    assert [call["state"] for call in calls(desk)] == ["made_late"]
    assert len(desk.published("call_back_made")) == 1
    assert "call_back_missed" not in [
        entry["action"] for entry in desk.get(case, desk.resident)["timeline"]
    ]


def test_C04_without_its_deadline_nobody_would_be_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setitem(
        ComplaintsService.deadline_handlers, promises.CALL_BACK, lambda uow, deadline: None
    )
    promise(desk, desk.bring("accepted"))
    desk.at(LATER)
    assert desk.published("call_back_missed") == []


def test_C04_where_nobody_answers_it_is_promised_anew(desk: Desk) -> None:
    case = promise(desk, desk.bring("accepted"))
    desk.at("2026-11-02 14:00")
    case = record(desk, case, "unreached", again_at=shown(LATER))
    assert case["call_back_at"] == shown(LATER)
    again, first = calls(desk)
    assert (first["state"], first["result"], again["state"]) == ("made", "unreached", "promised")
    assert again["about"] == first["about"]
    desk.at(DUE)
    assert desk.published("call_back_missed") == []
    desk.at(LATER)
    assert len(desk.published("call_back_missed")) == 1


def test_C04_the_answer_keeps_the_promise(desk: Desk) -> None:
    case = promise(desk, desk.bring("handled"))
    assert desk.answer(case)["call_back_at"] is None
    (call,) = calls(desk)
    assert (call["state"], call["result"]) == ("made", None)
    desk.at(LATER)
    assert desk.published("call_back_missed") == []
    with pytest.raises(IllegalTransition):
        promise(desk, case, LATER)


def test_C04_a_case_has_one_promise_at_a_time(desk: Desk) -> None:
    case = promise(desk, desk.bring("accepted"))
    with pytest.raises(CallBackPromised):
        promise(desk, case, LATER)
    assert len(calls(desk)) == 1


@pytest.mark.parametrize("until", ["2026-11-02 09:00", "2026-12-25 10:00"])
def test_C04_a_promise_is_for_a_time_to_come(desk: Desk, until: str) -> None:
    case = desk.bring("accepted")
    with pytest.raises(CallBackTime) as refused:
        promise(desk, case, until)
    assert "due_at" in refused.value.errors
    promise(desk, case)
    with pytest.raises(CallBackTime) as refused:
        record(desk, case, "unreached", again_at=shown(until))
    assert "again_at" in refused.value.errors
    assert [call["state"] for call in calls(desk)] == ["promised"]  # nothing was half done


def test_C04_a_call_that_was_not_promised_is_not_recorded(desk: Desk) -> None:
    with pytest.raises(NoCallBack):
        record(desk, desk.bring("accepted"))


@pytest.mark.parametrize(
    "said", [{"result": "unreached"}, {"result": "reached", "again_at": shown(LATER)}]
)
def test_C04_another_time_is_named_where_nobody_answered(desk: Desk, said: dict[str, Any]) -> None:
    case = promise(desk, desk.bring("accepted"))
    with pytest.raises(InvalidInput) as refused:
        record(desk, case, **said)
    assert "again_at" in refused.value.errors


def test_C04_a_promise_does_not_touch_the_clock(desk: Desk) -> None:
    case = desk.bring("accepted")
    assert promise(desk, case)["due_at"] == case["due_at"]


def test_C04_residents_see_when_they_are_called_and_promise_nothing(desk: Desk) -> None:
    case = promise(desk, desk.bring("accepted"))
    assert desk.get(case, desk.resident)["call_back_at"] == shown(DUE)
    for method, data in {
        "promise_call_back": {"due_at": shown(LATER)},
        "record_call_back": {"result": "reached"},
    }.items():
        with pytest.raises(Forbidden):
            desk.act(case, method, desk.resident, **data)
    with pytest.raises(Forbidden):
        desk.call("list_call_backs", desk.resident)


def test_C04_promises_of_a_state_are_listed(desk: Desk) -> None:
    promise(desk, desk.bring("accepted"))
    other = promise(desk, desk.bring("accepted"), LATER)
    desk.at(DUE)
    assert [call["due_at"] for call in calls(desk, state="promised")] == [shown(LATER)]
    assert [call["due_at"] for call in calls(desk, state="missed")] == [shown(DUE)]
    assert [call["number"] for call in calls(desk, complaint_id=other["id"])] == [other["number"]]

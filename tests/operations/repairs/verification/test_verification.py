"""R01, R02: the first check, the work order, a changed priority."""

import pytest

from contracts.repairs.verification import LoweringNeedsReason
from foundation.errors import IllegalTransition, InvalidInput
from tests.operations.repairs.conftest import Desk


def test_R01_work_order_is_issued_when_verified(desk: Desk) -> None:
    repair = desk.request(first_check=[{"question": "valve_open", "answer": "是"}])
    assert repair["work_order_number"] is None
    answers = [{"question": "leak_running", "answer": "仍在滴"}]
    verified = desk.call("verify", desk.receptionist, repair_id=repair["id"], first_check=answers)
    assert verified["status"] == "verified"
    assert verified["work_order_number"] == "PG-2026-000001"
    questions = [one["question"] for one in desk.get(repair["id"])["first_check"]]
    assert questions == ["valve_open", "leak_running"]


def test_R01_wrong_handling_ends_with_advice_and_without_a_work_order(desk: Desk) -> None:
    repair = desk.request()
    advised = desk.call(
        "verify",
        desk.receptionist,
        repair_id=repair["id"],
        wrong_handling=True,
        advice="打开角阀后恢复",
    )
    assert advised["status"] == "advised" and advised["work_order_number"] is None
    (closed,) = desk.published("repair_closed")
    assert closed["solved"] is True and closed["rating"] is None
    with pytest.raises(IllegalTransition):
        desk.call("dispatch", desk.receptionist, repair_id=repair["id"], engineer_id="e1")


def test_R01_wrong_handling_needs_the_advice(desk: Desk) -> None:
    repair = desk.request()
    with pytest.raises(InvalidInput) as refused:
        desk.call("verify", desk.receptionist, repair_id=repair["id"], wrong_handling=True)
    assert "advice" in refused.value.errors


def test_R01_guided_questions_are_data(desk: Desk) -> None:
    shown = desk.call("first_check", desk.resident, category="gas")
    assert [one["code"] for one in shown["questions"]] == ["smell_of_gas", "meter_battery"]


def test_R01_verified_twice_is_refused(desk: Desk) -> None:
    repair = desk.bring("verified")
    with pytest.raises(IllegalTransition) as refused:
        desk.call("verify", desk.receptionist, repair_id=repair["id"])
    assert refused.value.code == "illegal_transition"
    assert refused.value.params == {"status": "verified"}


def test_R02_desk_lowers_a_priority_only_with_a_reason(desk: Desk) -> None:
    repair = desk.request(category="gas")
    ask = {"repair_id": repair["id"], "priority": "general"}
    with pytest.raises(LoweringNeedsReason):
        desk.call("verify", desk.receptionist, **ask)
    lowered = desk.call("verify", desk.receptionist, **ask, reason="灶具电池没电，无泄漏")
    assert lowered["priority"] == "general"
    assert lowered["respond_by"] == "2026-11-06T10:00:00+08:00"
    assert "priority_changed" in desk.actions(repair["id"])


def test_R02_changed_priority_keeps_the_start_of_the_clock(desk: Desk) -> None:
    repair = desk.request()
    desk.later(hours=1)
    raised = desk.call("verify", desk.receptionist, repair_id=repair["id"], priority="emergency")
    assert raised["respond_by"] == "2026-11-02T12:00:00+08:00"

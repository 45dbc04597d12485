"""The closed loop and the final classification (X10, X11)."""

from typing import Any

import pytest
from sqlalchemy import text

from contracts.complaints.classification import ReasonMissing
from contracts.complaints.closing import ReturnVisitMissing
from contracts.complaints.return_visits import (
    DepartmentFirst,
    DepartmentIsReachable,
    VisitorIsHandler,
)
from foundation.errors import Forbidden, IllegalTransition
from foundation.storage.migrate import downgrade, upgrade
from tests.operations.complaints.conftest import Answer, Desk, shown


def fail(desk: Desk, case: Answer) -> Answer:
    """The department says solved, the resident says no."""
    case = desk.bring("answered", case)
    desk.ask(case, "department")
    return desk.ask(case, "resident", "unsolved")


def test_X10_the_department_is_asked_before_the_resident(desk: Desk) -> None:
    case = desk.bring("answered")
    with pytest.raises(DepartmentFirst):
        desk.ask(case, "resident")
    desk.ask(case, "department")
    assert desk.ask(case, "resident")["status"] == "answered"


def test_X10_the_department_may_be_asked_before_the_answer(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.ask(case, "department")
    with pytest.raises(IllegalTransition):
        desk.ask(case, "resident")
    desk.answer(case)
    assert desk.ask(case, "resident")["status"] == "answered"


def test_X10_a_department_is_always_reached(desk: Desk) -> None:
    with pytest.raises(DepartmentIsReachable):
        desk.ask(desk.bring("answered"), "department", "unreached")


def test_X10_the_resident_is_asked_by_somebody_other_than_the_handler(desk: Desk) -> None:
    case = desk.triage(desk.lodge())
    case = desk.answer(desk.handle(case, desk.supervisor))
    desk.ask(case, "department", by=desk.supervisor)
    with pytest.raises(VisitorIsHandler):
        desk.ask(case, "resident", by=desk.supervisor)
    assert desk.ask(case, "resident", by=desk.receptionist)["status"] == "answered"


def test_X10_nor_by_the_one_it_was_transferred_to(desk: Desk) -> None:
    steward = desk.actor("steward", id="p-engineer")
    case = desk.bring("accepted")
    case = desk.act(case, "transfer", desk.supervisor, department="工程部", handler_id="p-engineer")
    case = desk.answer(desk.handle(case, desk.supervisor))
    desk.ask(case, "department")
    for by in (steward, desk.supervisor):
        with pytest.raises(VisitorIsHandler):
            desk.ask(case, "resident", by=by)


def test_X10_a_complaint_is_closed_when_the_resident_has_confirmed(desk: Desk) -> None:
    case = desk.bring("answered")
    for ask in (None, "department"):
        if ask:
            desk.ask(case, ask)
        with pytest.raises(ReturnVisitMissing):
            desk.act(case, "close", desk.receptionist)
    desk.ask(case, "resident")
    closed = desk.act(case, "close", desk.receptionist)
    facts = {"status": "closed", "outcome": "confirmed", "final": "general"}
    assert facts.items() <= closed.items()
    assert [data["final"] for data in desk.published("complaint_closed")] == ["general"]


@pytest.mark.parametrize("kind", ["inquiry", "suggestion"])
def test_X10_an_answer_is_the_end_of_inquiries_and_suggestions(desk: Desk, kind: str) -> None:
    case = desk.answer(desk.triage(desk.lodge(kind=kind)))
    assert desk.act(case, "close", desk.receptionist)["outcome"] == "answered"


def test_X10_a_report_is_closed_like_a_complaint(desk: Desk) -> None:
    with pytest.raises(ReturnVisitMissing):
        desk.act(desk.bring("answered", kind="report"), "close", desk.receptionist)


@pytest.mark.parametrize("party", ["department", "resident"])
def test_X10_unsolved_goes_back_to_handling_until_it_is(desk: Desk, party: str) -> None:
    case = desk.bring("answered")
    desk.ask(case, "department")
    case = desk.ask(case, party, "unsolved")
    assert (case["status"], desk.actions(case)[-1]) == ("handling", "reopened")
    assert desk.bring("closed", case)["status"] == "closed"


def test_X10_each_round_is_asked_anew(desk: Desk) -> None:
    case = desk.bring("answered", fail(desk, desk.lodge()))
    with pytest.raises(DepartmentFirst):
        desk.ask(case, "resident")


def test_X10_three_attempts_on_different_days_close_a_case_as_unreached(desk: Desk) -> None:
    case = desk.bring("answered")
    desk.ask(case, "department")
    for day, status in (
        ("2026-11-02 11:00", "answered"),
        ("2026-11-02 15:00", "answered"),
        ("2026-11-03 09:00", "answered"),
        ("2026-11-03 19:00", "answered"),
        ("2026-11-05 09:00", "closed"),
    ):
        desk.at(day)
        case = desk.ask(case, "resident", "unreached")
        assert case["status"] == status
    assert (case["outcome"], case["closed_at"]) == ("unreached", shown("2026-11-05 09:00"))


def test_X11_two_failed_return_visits_make_a_repeat_complaint(desk: Desk) -> None:
    case = fail(desk, desk.lodge())
    assert case["final"] is None
    case = fail(desk, case)
    assert (case["final"], desk.get(case)["failed_visits"]) == ("repeat", 2)
    assert desk.bring("closed", case)["final"] == "repeat"
    assert [data["final"] for data in desk.published("complaint_closed")] == ["repeat"]


def test_X11_a_malignant_complaint_is_set_by_a_supervisor_with_reason(desk: Desk) -> None:
    case = desk.bring("accepted")
    with pytest.raises(Forbidden):
        desk.act(case, "classify", desk.receptionist, final="malignant", reason="多人受伤")
    with pytest.raises(ReasonMissing):
        desk.act(case, "classify", desk.supervisor, final="malignant")
    case = desk.act(case, "classify", desk.supervisor, final="malignant", reason="多人受伤")
    assert case["final"] == "malignant"
    assert fail(desk, fail(desk, case))["final"] == "malignant"


def test_X11_a_classification_is_not_lightened_without_a_reason(desk: Desk) -> None:
    case = desk.act(desk.bring("accepted"), "classify", desk.receptionist, final="repeat")
    with pytest.raises(Forbidden):
        desk.act(case, "classify", desk.receptionist, final="general", reason="误判")
    with pytest.raises(ReasonMissing):
        desk.act(case, "classify", desk.supervisor, final="general")
    case = desk.act(case, "classify", desk.supervisor, final="general", reason="误判")
    (entry,) = [one for one in desk.timeline(case) if one["detail"].get("reason") == "误判"]
    assert entry["changes"]["final"] == {"before": "repeat", "after": "general"}


def test_X11_a_closed_case_can_still_be_classified(desk: Desk) -> None:
    case = desk.bring("closed")
    values = {"final": "malignant", "reason": "后果严重"}
    assert desk.act(case, "classify", desk.deputy, **values)["final"] == "malignant"


def test_X10_a_reopened_case_runs_and_is_kept_or_missed_by_its_new_answer(desk: Desk) -> None:
    """In the case, in the month's report and in the trend alike."""

    def stands(case: Answer) -> tuple[Any, dict[str, int]]:
        made = desk.call("report", desk.supervisor, month="2026-11")["punctuality"]
        (line,) = desk.call("trend", desk.supervisor, month="2026-11", months=1)["months"]
        figures = {name: made[name] for name in ("kept", "missed", "running")}
        assert figures == {name: line[name] for name in figures}
        seen = desk.get(case)
        assert (seen["answered_at"] is None) == (seen["deadline"]["kept"] is not True)
        return seen["deadline"]["kept"], figures

    kept, again = desk.bring("answered"), desk.bring("answered")
    assert stands(again) == (True, {"kept": 2, "missed": 0, "running": 0})
    again = fail(desk, again)
    assert stands(again) == (None, {"kept": 1, "missed": 0, "running": 1})
    desk.at("2026-11-02 21:00")
    assert desk.get(again)["overdue"]
    assert stands(again) == (False, {"kept": 1, "missed": 1, "running": 0})
    assert stands(kept) == (True, {"kept": 1, "missed": 1, "running": 0})


def test_X10_a_reopened_case_that_is_answered_in_time_again_is_kept(desk: Desk) -> None:
    case = desk.bring("answered", fail(desk, desk.bring("answered")))
    assert desk.get(case)["deadline"]["kept"] is True
    assert desk.get(case)["answered_at"] is not None


def test_X09_a_paused_case_is_not_missed_while_its_clock_stands(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "pause", desk.supervisor, reason="等住户回家")
    desk.at("2026-11-02 21:00")
    made = desk.call("report", desk.supervisor, month="2026-11")["punctuality"]
    (line,) = desk.call("trend", desk.supervisor, month="2026-11", months=1)["months"]
    assert desk.get(case)["deadline"]["kept"] is None
    assert made["running"] == line["running"] == 1 and made["missed"] == line["missed"] == 0


def test_cases_reopened_before_the_upgrade_run_after_it(desk: Desk) -> None:
    reopened, answered = fail(desk, desk.bring("answered")), desk.bring("answered")
    engine, then = desk.store.engine, "2026-11-02 03:00:00+00:00"
    downgrade(engine, "complaints", "complaints_0002")
    with engine.begin() as connection:
        connection.execute(text("UPDATE complaints SET answered_at = :then"), {"then": then})
    upgrade(engine, "complaints")
    assert desk.get(reopened)["answered_at"] is None
    assert desk.get(answered)["answered_at"] is not None

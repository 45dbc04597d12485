"""An open case keeps the policy of the moment from which its clock runs (X05, X09)."""

from typing import Any

import pytest

from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.deadlines import operations, queries
from services.complaints.escalation import queries as escalation
from services.complaints.policy import ComplaintPolicy
from tests.operations.complaints.conftest import Answer, Desk, shown

LATER: dict[str, Any] = {
    "transferred_days": 1, "urgent_days": 1, "overdue_ladder_minutes": [30, 60, 90],
    "acknowledge_minutes": 15, "desk_breaks": "11:00–14:00", "desk_closing": "17:00",
}  # fmt: skip


def transferred(desk: Desk) -> Answer:
    """Lodged at nine, and with a department at noon: in between the policy changes."""
    desk.at("2026-11-02 09:00")
    case = desk.bring("accepted")
    desk.at("2026-11-02 10:00")
    desk.policy(**LATER)
    desk.at("2026-11-02 12:00")
    return desk.act(case, "transfer", desk.supervisor, department="工程部")


@pytest.mark.both_databases
def test_X05_a_case_keeps_limits_hours_and_ladder_of_its_opening_day(desk: Desk) -> None:
    case = transferred(desk)
    assert case["due_at"] == shown("2026-11-05 20:00"), "three days, until the old closing"
    desk.act(case, "pause", desk.supervisor, reason="住户出差")
    desk.at("2026-11-02 14:00")
    resumed = desk.act(case, "resume", desk.supervisor)
    assert resumed["due_at"] == shown("2026-11-06 10:00"), "two hours, over what is lunch now"
    desk.at("2026-11-06 09:59")
    assert desk.tiers(case) == []
    desk.at("2026-11-06 10:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]
    told = desk.get(case)["escalations"][-1]
    assert told["acknowledge_by"] == shown("2026-11-06 12:00"), "two hours to take note"
    desk.at("2026-11-06 11:59")
    assert len(desk.tiers(case)) == 1


@pytest.mark.both_databases
def test_X05_a_case_that_comes_later_goes_by_the_later_policy(desk: Desk) -> None:
    transferred(desk)
    case = desk.bring("accepted")
    later = desk.act(case, "transfer", desk.supervisor, department="工程部")
    assert later["due_at"] == shown("2026-11-03 17:00")
    desk.at("2026-11-04 08:30")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_X05_a_change_that_is_planned_holds_for_cases_from_then_on(desk: Desk) -> None:
    desk.at("2026-11-02 09:00")
    before = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    planned = {"name": "transferred_days", "value": 1}
    desk.call("change_policy", desk.director, **planned, **{"from": "2026-11-03"})
    desk.at("2026-11-03 09:00")
    after = desk.bring("accepted")
    due = [
        desk.act(case, "transfer", desk.supervisor, department="秩序部")["due_at"]
        for case in (before, after)
    ]
    assert due == [shown("2026-11-05 20:00"), shown("2026-11-04 20:00")]


def test_X05_what_was_taken_back_holds_for_nobody(desk: Desk) -> None:
    desk.at("2026-11-02 09:00")
    desk.policy(transferred_days=1)
    desk.at("2026-11-02 09:30")
    case = desk.bring("accepted")
    desk.at("2026-11-02 10:00")
    desk.policy(transferred_days=None)
    case = desk.act(case, "transfer", desk.supervisor, department="工程部")
    assert case["due_at"] == shown("2026-11-03 20:00")
    other = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    assert other["due_at"] == shown("2026-11-05 20:00")


def test_X05_without_it_a_change_would_reach_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""

    def present(uow: UnitOfWork, _case: object) -> ComplaintPolicy:
        return uow.policy(ComplaintPolicy)

    for module in (operations, queries, escalation):
        monkeypatch.setattr(module, "terms", present)
    assert transferred(desk)["due_at"] == shown("2026-11-03 17:00")

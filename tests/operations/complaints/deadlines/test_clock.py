"""The clock of a case: what stops it, and what does not (X05, X09, X10)."""

import pytest

from tests.operations.complaints.conftest import Desk, shown


def overdue(desk: Desk) -> list[str]:
    return [one["id"] for one in desk.call("search", desk.supervisor, overdue=True)["items"]]


def test_X05_what_comes_after_closing_counts_for_the_next_day(desk: Desk) -> None:
    desk.at("2026-11-02 21:00")
    assert desk.lodge()["due_at"] == shown("2026-11-03 20:00")


def test_X05_a_case_is_overdue_from_its_due_time_until_its_answer(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.at("2026-11-02 19:59")
    assert overdue(desk) == []
    desk.at("2026-11-02 20:00")
    assert overdue(desk) == [case["id"]]
    assert desk.get(case)["overdue"] is True
    desk.at("2026-11-02 20:01")
    assert desk.answer(case)["overdue"] is False
    assert overdue(desk) == []
    assert desk.get(case)["deadline"]["kept"] is False


def test_X05_handling_alone_does_not_stop_the_clock(desk: Desk) -> None:
    case = desk.bring("handled")
    desk.at("2026-11-02 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_X09_edits_and_changes_never_reset_the_clock(desk: Desk) -> None:
    case = desk.bring("accepted")
    for hour, change in enumerate(
        ({"category": "pests"}, {"kind": "report"}, {"kind": "complaint"}, {"gravity": "major"})
    ):
        desk.at(f"2026-11-02 {11 + hour}:00")
        assert desk.triage(case, **change)["due_at"] == shown("2026-11-02 20:00")
    assert desk.handle(case)["due_at"] == shown("2026-11-02 20:00")


def test_X10_a_failed_return_visit_lets_the_clock_run_on_where_it_stood(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.at("2026-11-02 17:00")  # three hours are left
    case = desk.bring("answered", case)
    desk.at("2026-11-04 09:00")
    assert desk.tiers(case) == []
    desk.ask(case, "department")
    case = desk.ask(case, "resident", "unsolved")
    assert case["due_at"] == shown("2026-11-04 12:00")
    desk.at("2026-11-04 12:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]


def test_X05_a_provisional_deadline_is_counted_again_when_the_year_is_announced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.policy(transferred_day_kind="working")
    desk.at("2026-12-31 10:00")
    case = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    assert case["due_at"] == shown("2027-01-06 20:00")
    assert desk.get(case)["deadline"]["provisional"] is True
    announced = {"2027-01-04"}  # made a holiday by the announcement
    monkeypatch.setattr("foundation.calendar.announced_years", lambda: range(2004, 2028))
    monkeypatch.setattr(
        "foundation.calendar.working_day",
        lambda day: day.weekday() < 5 and day.isoformat() not in {"2027-01-01", *announced},
    )
    desk.at("2027-01-06 20:00")
    assert desk.tiers(case) == []
    deadline = desk.get(case)["deadline"]
    assert (deadline["due_at"], deadline["provisional"]) == (shown("2027-01-07 20:00"), False)
    desk.at("2027-01-07 20:00")
    assert desk.tiers(case) == [("supervisor", "overdue")]
    assert "deadline_recounted" in desk.actions(case)

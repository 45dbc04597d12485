"""Nobody's absence makes a case unreachable (C01, C14)."""

from datetime import timedelta
from typing import Any

from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_duty, put_person

GONE: dict[str, Any] = {
    "person_id": "p-receptionist", "version": 9, "name": "receptionist", "roles": ["receptionist"],
    "buildings": [], "skills": [], "phone": None, "email": None, "active": False,
    "household_ids": [],
}  # fmt: skip


def somebody_on_duty(desk: Desk) -> None:
    put_person(desk.store, "p-other", "receptionist", name="林晓梅")
    now = desk.clock.now()
    put_duty(desk.store, "p-other", "desk", now, now + timedelta(hours=9))


def test_C01_open_cases_of_who_leaves_are_those_on_duty(desk: Desk) -> None:
    somebody_on_duty(desk)
    case, closed = desk.bring("accepted"), desk.bring("closed")
    desk.receives("on_person_changed", **GONE)
    seen = desk.get(case)
    assert seen["first_responsible_id"] == seen["handler_id"] == "p-other"
    assert "handed_on" in desk.actions(case)
    assert "handed_on" not in desk.actions(case, desk.resident)
    assert desk.get(closed)["first_responsible_id"] == "p-receptionist"


def test_C14_a_case_with_a_department_is_told_to_it_again(desk: Desk) -> None:
    case = desk.act(
        desk.bring("accepted"), "transfer", desk.supervisor, department="工程部",
        handler_id="p-engineer",
    )  # fmt: skip
    left = GONE | {"person_id": "p-engineer", "roles": ["engineer"]}
    desk.receives("on_person_changed", **left)
    seen = desk.get(case)
    assert (seen["handler_id"], seen["department"]) == (None, "engineering")
    assert seen["first_responsible_id"] == "p-receptionist"
    assert [published["handler_id"] for published in desk.published("complaint_transferred")] == [
        "p-engineer", None,
    ]  # fmt: skip


def test_C01_where_the_roster_names_nobody_whoever_triages_it_takes_it(desk: Desk) -> None:
    case = desk.lodge()
    desk.receives("on_person_changed", **GONE)
    assert desk.get(case)["first_responsible_id"] is None
    assert desk.triage(case)["first_responsible_id"] == desk.supervisor.id


def test_C01_who_stays_keeps_the_cases(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.receives("on_person_changed", **GONE | {"active": True, "roles": ["steward"]})
    assert desk.get(case)["first_responsible_id"] == "p-receptionist"
    assert "handed_on" not in desk.actions(case)


def test_C01_who_works_on_cases_no_more_keeps_none(desk: Desk) -> None:
    somebody_on_duty(desk)
    case = desk.bring("accepted")
    desk.receives("on_person_changed", **GONE | {"active": True, "roles": ["inspector"]})
    assert desk.get(case)["first_responsible_id"] == "p-other"

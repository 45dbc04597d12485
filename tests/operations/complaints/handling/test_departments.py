"""Departments that a case may be transferred to (C14)."""

import pytest

from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_person

pytestmark = pytest.mark.both_databases


def departments(desk: Desk) -> dict[str, int]:
    listed = desk.call("departments", desk.receptionist)["items"]
    return {row["name"]: row["open"] for row in listed}


def test_C14_a_new_installation_has_departments(desk: Desk) -> None:
    assert departments(desk) == {"工程部": 0, "安保部": 0, "保洁部": 0, "财务部": 0}


def test_C14_departments_with_people_or_open_cases_are_offered(desk: Desk) -> None:
    put_person(desk.store, "p-gardener", "steward", department="绿化部")
    case = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="水景班")
    assert departments(desk) | {"绿化部": 0, "水景班": 1} == departments(desk)
    desk.bring("closed", desk.answer(desk.handle(case)))
    assert "水景班" not in departments(desk)


def test_C14_a_transfer_is_told_with_department_and_name(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "transfer", desk.supervisor, department="工程部", handler_id="p-engineer")
    (published,) = desk.published("complaint_transferred")
    assert (published["department"], published["handler_id"]) == ("工程部", "p-engineer")
    assert published["due_at"] == desk.get(case)["due_at"]

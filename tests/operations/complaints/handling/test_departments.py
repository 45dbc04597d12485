"""Departments that a case may be transferred to (C14)."""

from collections.abc import Set

import pytest

from contracts.roles import CASE_WORKERS, Role
from foundation.errors import InvalidInput
from services.complaints.handling import operations
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


def takers(desk: Desk) -> Set[Role]:
    """The roles to whose holders a case can be given, of all that there are."""
    case, taken = desk.bring("accepted"), set()
    for role in set(Role) - {Role.SYSTEM}:
        put_person(desk.store, f"p-some-{role}", role, department="行政部")
        try:
            named = {"department": "行政部", "handler_id": f"p-some-{role}"}
            case = desk.act(case, "transfer", desk.supervisor, **named)
        except InvalidInput as refused:
            assert list(refused.errors) == ["handler_id"]
        else:
            taken.add(role)
    return taken


def test_C14_a_case_is_given_to_nobody_who_could_not_work_on_it(desk: Desk) -> None:
    assert takers(desk) == CASE_WORKERS


def test_C14_without_it_a_case_could_be_given_to_who_may_not_open_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(operations, "CASE_WORKERS", frozenset(Role))
    assert Role.ADMIN in takers(desk)

"""Departments that a case may be transferred to (C14)."""

from collections.abc import Set

import pytest

from contracts.roles import CASE_WORKERS, Role
from foundation.errors import InvalidInput
from services.complaints.departments.rules import SHIPPED
from services.complaints.inboxes import queries
from tests.operations.complaints.conftest import Desk
from tests.operations.conftest import put_person

pytestmark = pytest.mark.both_databases


def departments(desk: Desk) -> dict[str, int]:
    listed = desk.call("departments", desk.receptionist)["items"]
    return {row["code"]: row["open"] for row in listed}


def test_C14_a_new_installation_has_departments(desk: Desk) -> None:
    assert departments(desk) == dict.fromkeys(SHIPPED, 0)


def test_C14_a_department_says_how_many_open_cases_it_has(desk: Desk) -> None:
    case = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department="工程部")
    assert departments(desk)["engineering"] == 1
    desk.bring("closed", desk.answer(desk.handle(case)))
    assert departments(desk)["engineering"] == 0


@pytest.mark.parametrize(
    "text", ["security", "秩序维护部", "保安部", "安保部", "Security", " SECURITY"]
)
def test_C14_a_department_is_named_by_its_code_or_by_a_name(desk: Desk, text: str) -> None:
    moved = desk.act(desk.bring("accepted"), "transfer", desk.supervisor, department=text)
    assert (moved["department"], moved["department_name"]) == ("security", "秩序维护部")
    english = desk.get(moved, desk.actor("supervisor", language="en"))
    assert english["department_name"] == "Security"
    (said,) = (one for one in english["timeline"] if one["action"] == "transferred")
    assert said["changes"]["department"] == {"before": None, "after": "Security"}


@pytest.mark.parametrize("text", ["水景班", "desk", "department"])
def test_C14_a_case_goes_to_no_department_that_is_not_there(desk: Desk, text: str) -> None:
    case = desk.bring("accepted")
    with pytest.raises(InvalidInput) as refused:
        desk.act(case, "transfer", desk.supervisor, department=text)
    assert list(refused.value.errors) == ["department"]
    assert desk.get(case)["department"] is None


def test_C14_a_transfer_is_told_with_department_and_name(desk: Desk) -> None:
    case = desk.bring("accepted")
    desk.act(case, "transfer", desk.supervisor, department="engineering", handler_id="p-engineer")
    (published,) = desk.published("complaint_transferred")
    assert (published["department"], published["handler_id"]) == ("工程部", "p-engineer")
    assert published["department_en"] == "Engineering"
    assert {"engineering", "工程部", "维修部"} <= set(published["department_names"])
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
    monkeypatch.setattr(queries, "CASE_WORKERS", frozenset(Role))
    assert Role.ADMIN in takers(desk)

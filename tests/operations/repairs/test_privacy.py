"""D03: an unmasked look at a contact's phone number is logged with its reason."""

from typing import Any

import pytest

from foundation.errors import Forbidden, InvalidInput, NotFound
from services.repairs.operations import privacy
from tests.operations.repairs.conftest import Answer, Desk

REVEALING = ("steward", "finance", "inspector", "receptionist", "supervisor", "director")


def reveal(desk: Desk, repair: Answer, role: str, reason: str = "核对回访电话") -> Answer:
    data = {"repair_id": repair["id"], "reason": reason}
    return dict(desk.call("reveal_contact", desk.actor(role), **data))


def looks(desk: Desk, **filters: Any) -> list[Answer]:
    return list(desk.call("list_looks", desk.actor("inspector"), **filters)["items"])


@pytest.mark.parametrize("role", REVEALING)
def test_D03_unmasked_look_is_logged_with_its_reason(desk: Desk, role: str) -> None:
    repair = desk.request()
    seen = reveal(desk, repair, role)
    assert (seen["contact_name"], seen["contact_phone"]) == ("王芳", "13812345678")
    (look,) = looks(desk)
    assert look == {
        "id": seen["look_id"],
        "at": "2026-11-02T10:00:00+08:00",
        "by_id": f"p-{role}",
        "by": role,
        "repair_id": repair["id"],
        "repair_number": repair["number"],
        "reason": "核对回访电话",
    }


@pytest.mark.parametrize("reason", [None, "", " ", "x"])
def test_D03_without_a_reason_nothing_is_unmasked(desk: Desk, reason: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        reveal(desk, desk.request(), "steward", reason)
    assert "reason" in refused.value.errors and looks(desk) == []


def test_D03_number_stays_masked_in_what_is_read_afterwards(desk: Desk) -> None:
    repair = desk.request()
    reveal(desk, repair, "steward")
    assert desk.get(repair["id"], desk.actor("steward"))["contact_phone"] == "138****5678"


def test_D03_look_and_number_go_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: where the look cannot be kept, no number is given."""

    def full(**_: Any) -> Any:
        raise OSError("disk full")

    repair = desk.request()
    monkeypatch.setattr(privacy, "Look", full)
    with pytest.raises(OSError, match="disk full"):
        reveal(desk, repair, "steward")


@pytest.mark.parametrize("role", ["resident", "engineer", "admin"])
def test_D03_others_find_what_they_need_in_the_order(desk: Desk, role: str) -> None:
    with pytest.raises(Forbidden):
        reveal(desk, desk.request(), role)


def test_D03_look_at_what_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        reveal(desk, {"id": "nothing"}, "steward")


def test_D03_looks_are_listed_newest_first_and_of_one_repair(desk: Desk) -> None:
    one, other = desk.request(), desk.request()
    for repair in (one, other, one):
        reveal(desk, repair, "steward")
        desk.later(minutes=1)
    assert [look["repair_id"] for look in looks(desk)] == [one["id"], other["id"], one["id"]]
    assert [look["repair_id"] for look in looks(desk, repair_id=other["id"])] == [other["id"]]
    page = desk.call("list_looks", desk.supervisor, limit=2)
    assert len(page["items"]) == 2 and page["next_cursor"]


@pytest.mark.parametrize("role", ["resident", "receptionist", "steward", "engineer"])
def test_D03_log_is_read_by_those_who_supervise(desk: Desk, role: str) -> None:
    with pytest.raises(Forbidden):
        desk.call("list_looks", desk.actor(role))


def test_D03_look_changes_nothing_of_the_repair(desk: Desk) -> None:
    repair = desk.request()
    reveal(desk, repair, "steward")
    seen = desk.get(repair["id"])
    assert seen["version"] == repair["version"] and desk.actions(repair["id"]) == ["requested"]

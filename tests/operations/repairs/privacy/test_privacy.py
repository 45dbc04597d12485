"""D03: an unmasked look at a contact's phone number is logged with its reason."""

from typing import Any

import pytest

from foundation.errors import Forbidden, InvalidInput, NotFound
from services.repairs.privacy import operations as privacy
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
        "community": "",
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
def test_D03_who_has_nothing_to_do_with_a_repair_sees_no_number_of_it(
    desk: Desk, role: str
) -> None:
    repair = desk.request()
    with pytest.raises(Forbidden):
        reveal(desk, repair, role)
    assert looks(desk) == []


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("dispatched", False), ("accepted", True), ("on_the_way", True), ("arrived", True),
        ("completed", False),
    ],
)  # fmt: skip
def test_D03_the_engineer_of_a_running_order_looks_at_its_number(
    desk: Desk, state: str, may: bool
) -> None:
    repair, engineer = desk.bring(state), desk.engineer("e1")
    assert desk.get(repair["id"], engineer)["may_reveal"] is may
    assert desk.get(repair["id"], desk.engineer("e2"))["may_reveal"] is False
    arguments = {"repair_id": repair["id"], "reason": repair["number"]}
    with pytest.raises(Forbidden):
        desk.call("reveal_contact", desk.engineer("e2"), **arguments)
    if not may:
        with pytest.raises(Forbidden):
            desk.call("reveal_contact", engineer, **arguments)
        assert looks(desk) == []
        return
    assert desk.call("reveal_contact", engineer, **arguments)["contact_phone"] == "13812345678"
    (look,) = looks(desk)
    assert (look["by_id"], look["reason"]) == (engineer.id, repair["number"])


def test_D03_an_order_given_to_another_engineer_shows_the_first_nothing_more(desk: Desk) -> None:
    repair, first = desk.bring("accepted"), desk.engineer("e1")
    assert desk.get(repair["id"], first)["may_reveal"] is True
    handed = {"engineer_id": "e2", "replace": True}
    desk.call("dispatch", desk.receptionist, repair_id=repair["id"], **handed)
    desk.call("accept", desk.engineer("e2"), repair_id=repair["id"])
    assert desk.get(repair["id"], first)["may_reveal"] is False
    assert desk.get(repair["id"], desk.engineer("e2"))["may_reveal"] is True
    with pytest.raises(Forbidden):
        desk.call("reveal_contact", first, repair_id=repair["id"], reason="想知道")


def test_D03_without_the_rule_any_engineer_would_see_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(privacy, "may_reveal", lambda *_: True)
    arguments = {"repair_id": desk.request()["id"], "reason": "想知道"}
    revealed = desk.call("reveal_contact", desk.engineer("e2"), **arguments)
    assert revealed["contact_phone"] == "13812345678"


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

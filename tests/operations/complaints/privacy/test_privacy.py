"""Looks at a contact's whole number, each logged with its reason (D03)."""

import pytest

from foundation.errors import Forbidden
from services.complaints.privacy import operations as privacy
from tests.operations.complaints.conftest import Desk


def test_D03_a_whole_number_is_shown_by_a_look_that_is_logged(desk: Desk) -> None:
    case = desk.lodge()
    for by in (desk.receptionist, desk.steward, desk.inspector):
        assert desk.get(case, by)["may_reveal"] is True
        revealed = desk.call("reveal_contact", by, complaint_id=case["id"], reason=f"回电 {by.id}")
        assert revealed["contact_phone"] == "13812345678"
    logged = desk.call("list_looks", desk.inspector, complaint_id=case["id"])["items"]
    assert {(one["by_id"], one["reason"]) for one in logged} == {
        (by.id, f"回电 {by.id}") for by in (desk.receptionist, desk.steward, desk.inspector)
    }
    assert {one["complaint_number"] for one in logged} == {case["number"]}


def test_D03_who_has_nothing_to_do_with_a_case_sees_no_number_of_it(desk: Desk) -> None:
    case = desk.lodge()
    for by in (desk.engineer, desk.finance):
        assert desk.get(case, by)["may_reveal"] is False
        with pytest.raises(Forbidden):
            desk.call("reveal_contact", by, complaint_id=case["id"], reason="想知道")
    with pytest.raises(Forbidden):
        desk.call("reveal_contact", desk.resident, complaint_id=case["id"], reason="想知道")
    assert desk.call("list_looks", desk.inspector)["items"] == []
    own = desk.lodge(by=desk.engineer)
    assert desk.get(own, desk.engineer)["may_reveal"] is True


def test_D03_without_the_rule_anybody_on_the_staff_would_see_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(privacy, "may_reveal", lambda *_: True)
    case = desk.lodge()
    revealed = desk.call("reveal_contact", desk.engineer, complaint_id=case["id"], reason="想知道")
    assert revealed["contact_phone"] == "13812345678"

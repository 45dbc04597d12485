"""Who may do what, who sees what, and who sees the phone number (D03)."""

import pytest

from foundation.errors import NotFound
from tests.operations.repairs.conftest import Answer, Desk

MINE: dict[str, Answer] = {
    "get": {},
    "accept_quote": {},
    "reject_quote": {},
    "cancel": {"reason": "不修了"},
    "follow_up": {"solved": True, "rating": 5},
}
"""Methods that a resident calls on a repair of the own household."""


@pytest.mark.parametrize("method", sorted(MINE))
def test_residents_touch_their_own_household_only(desk: Desk, method: str) -> None:
    repair = desk.request()
    with pytest.raises(NotFound):
        desk.call(method, desk.neighbour, repair_id=repair["id"], **MINE[method])


@pytest.mark.parametrize("method", sorted(MINE))
def test_residents_do_not_touch_public_places_that_others_reported(desk: Desk, method: str) -> None:
    repair = desk.public()
    with pytest.raises(NotFound):
        desk.call(method, desk.resident, repair_id=repair["id"], **MINE[method])


def test_without_the_check_a_neighbour_would_cancel(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the household check."""
    repair = desk.request()
    monkeypatch.setattr("foundation.scope.sight", lambda: None)
    gone = desk.call("cancel", desk.neighbour, repair_id=repair["id"], reason="x")
    assert gone["status"] == "cancelled"


def test_D03_phone_is_masked_for_the_staff_and_whole_for_who_gave_it(desk: Desk) -> None:
    repair = desk.bring("accepted")
    whole, masked = "13812345678", "138****5678"
    expected = {
        desk.receptionist: masked,
        desk.supervisor: masked,
        desk.resident: whole,
        desk.engineer("e1"): masked,
        desk.engineer("e2"): masked,
        desk.actor("steward"): masked,
        desk.actor("finance"): masked,
        desk.actor("inspector"): masked,
    }
    for by, phone in expected.items():
        assert desk.get(repair["id"], by)["contact_phone"] == phone
        for listed in desk.call("search", by)["items"]:
            assert listed["contact_phone"] == phone


def test_D03_phone_does_not_enter_the_audit_trail(desk: Desk) -> None:
    repair = desk.request()
    trail = desk.call("audit_trail", desk.actor("director"), subject=repair["id"])
    assert trail["items"][0]["operation"] == "repairs.create"
    assert "13812345678" not in str(trail)

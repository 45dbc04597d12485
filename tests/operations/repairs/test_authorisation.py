"""Who may do what, who sees what, and who sees the phone number (D03)."""

from typing import Any

import pytest

from contracts.method import Method
from contracts.repairs.methods import METHODS
from contracts.roles import Role
from foundation.entry import Entry
from foundation.errors import Forbidden, NotYourHousehold
from services.repairs.service import RepairsService as Service
from tests.operations.repairs.conftest import Answer, Desk

MINE: dict[str, Answer] = {
    "get": {},
    "accept_quote": {},
    "reject_quote": {},
    "cancel": {"reason": "不修了"},
    "follow_up": {"solved": True, "rating": 5},
}
"""Methods that a resident calls on a repair of the own household."""


def ids(desk: Desk, by: Any, **filters: Any) -> list[str]:
    return [one["id"] for one in desk.call("search", by, **filters)["items"]]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_each_method_refuses_every_other_role(desk: Desk, method: Method) -> None:
    entry = getattr(Service, method.name).entry
    assert isinstance(entry, Entry) and entry.method is method
    for role in set(Role) - method.who:
        with pytest.raises(Forbidden):
            entry.perform(desk.store, desk.actor(role), {})


@pytest.mark.parametrize("method", sorted(MINE))
def test_residents_touch_their_own_household_only(desk: Desk, method: str) -> None:
    repair = desk.request()
    with pytest.raises(NotYourHousehold):
        desk.call(method, desk.neighbour, repair_id=repair["id"], **MINE[method])


@pytest.mark.parametrize("method", sorted(MINE))
def test_residents_do_not_touch_public_places_that_others_reported(desk: Desk, method: str) -> None:
    repair = desk.public()
    with pytest.raises(NotYourHousehold):
        desk.call(method, desk.resident, repair_id=repair["id"], **MINE[method])


def test_without_the_check_a_neighbour_would_cancel(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the household check."""
    repair = desk.request()
    monkeypatch.setattr("services.repairs.operations.ending.require_own", lambda *_: None)
    gone = desk.call("cancel", desk.neighbour, repair_id=repair["id"], reason="x")
    assert gone["status"] == "cancelled"


def test_residents_list_their_own_and_what_they_reported(desk: Desk) -> None:
    own = desk.request()
    foreign = desk.request(desk.neighbour, household_id="h2")
    reported = desk.public(desk.resident)
    desk.public()
    assert set(ids(desk, desk.resident)) == {own["id"], reported["id"]}
    assert ids(desk, desk.neighbour) == [foreign["id"]]
    with pytest.raises(NotYourHousehold):
        ids(desk, desk.resident, household_id="h2")
    assert desk.get(reported["id"], desk.resident)["id"] == reported["id"]


def test_resident_without_a_household_lists_nothing(desk: Desk) -> None:
    desk.request()
    assert ids(desk, desk.actor("resident", id="p-new")) == []


def test_engineers_list_their_orders_and_what_nobody_has(desk: Desk) -> None:
    mine = desk.bring("accepted", engineer_id="e1")
    theirs = desk.bring("accepted", engineer_id="e2")
    free = desk.bring("verified")
    assert set(ids(desk, desk.engineer("e1"))) == {mine["id"], free["id"]}
    assert ids(desk, desk.engineer("e1"), mine=True) == [mine["id"]]
    assert set(ids(desk, desk.receptionist)) == {mine["id"], theirs["id"], free["id"]}


def test_filters_narrow_the_list(desk: Desk) -> None:
    general = desk.bring("verified")
    urgent = desk.bring("requested", priority="emergency")
    other = desk.request(desk.receptionist, household_id="h2")
    by = desk.receptionist
    assert ids(desk, by, status="verified") == [general["id"]]
    assert ids(desk, by, priority="emergency") == [urgent["id"]]
    assert ids(desk, by, household_id="h2") == [other["id"]]
    assert ids(desk, by, building="2栋") == [other["id"]]
    assert ids(desk, by, mine=True) == [other["id"]]
    assert ids(desk, by, overdue=True) == []
    desk.later(hours=3)
    assert ids(desk, by, overdue=True) == [urgent["id"]]


def test_what_waits_for_the_desk_is_one_list(desk: Desk) -> None:
    by = desk.receptionist
    done = desk.bring("completed")
    on_the_way = desk.bring("on_the_way")
    accepted = desk.bring("accepted", priority="emergency")
    free = [desk.bring("requested")["id"], desk.bring("verified")["id"]]
    gone = desk.request()
    desk.call("cancel", by, repair_id=gone["id"], reason="重复")
    assert set(ids(desk, by, waiting=True)) == set(free)
    desk.later(hours=3)  # the emergency is late
    assert set(ids(desk, by, waiting=True)) == {*free, accepted["id"]}
    desk.later(days=2)  # what is done may be followed up
    assert set(ids(desk, by, waiting=True)) == {*free, accepted["id"], done["id"]}
    assert ids(desk, by, waiting=True, status="on_the_way") == []
    assert on_the_way["id"] in ids(desk, by)


def test_list_is_paged_by_cursor_without_repeats_or_gaps(desk: Desk) -> None:
    made = []
    for _ in range(5):
        made.append(desk.request()["id"])
        desk.later(seconds=1)
    seen: list[str] = []
    cursor = None
    while True:
        page = desk.call("search", desk.receptionist, limit=2, cursor=cursor)
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == made[::-1]


def test_D03_phone_is_masked_for_whoever_does_not_need_it(desk: Desk) -> None:
    repair = desk.bring("accepted")
    whole, masked = "13812345678", "138****5678"
    expected = {
        desk.receptionist: whole,
        desk.supervisor: whole,
        desk.resident: whole,
        desk.engineer("e1"): whole,
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
    trail = desk.call("audit_trail", desk.actor("director"), subject_id=repair["id"])
    assert trail["items"][0]["operation"] == "repairs.create"
    assert "13812345678" not in str(trail)

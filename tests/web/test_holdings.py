"""D06: the pages of vehicles, keys and cards, pets and notes of a household."""

from typing import Any

import pytest

from contracts.directory import methods as directory
from contracts.roles import STAFF, Role
from foundation.errors import InvalidInput
from tests.api.stand_in import StandIn
from tests.web.conftest import NO_MORE, LogIn
from tests.web.test_changes import HOME

PLACE = "/desk/households/h1"
OWNED: dict[str, Any] = {
    "household_id": "h1", "member_id": "m1", "member_name": "王芳", "member_left": False,
    "since": "2026-11-01T09:00:00+08:00", "until": None, "version": 3,
}  # fmt: skip
VEHICLE = OWNED | {
    "id": "v1", "plate": "粤B12345", "plate_kind": "ordinary", "colour": "白",
    "parking_space": None,
}  # fmt: skip
CARD = OWNED | {
    "id": "k1", "kind": "door_card", "number": "0012", "issued_on": "2026-10-01", "status": "out",
    "member_left": True,
}  # fmt: skip
PET = OWNED | {"id": "p1", "kind": "dog", "breed": "柯基", "registration": None}
NOTE: dict[str, Any] = {
    "id": "n1", "household_id": "h1", "at": "2026-11-01T09:00:00+08:00", "by": "林晓梅",
    "text": "听力不好", "important": True, "until": None, "version": 2,
}  # fmt: skip
CHECKED = {"identity_check": "in_person"}
CHECK = {"method": "in_person", "by": "王芳"}


def known(services: StandIn) -> None:
    """A household with one of each."""
    services.answers[directory.GET_HOUSEHOLD.key] = HOME
    for method, one in (
        (directory.LIST_VEHICLES, VEHICLE), (directory.LIST_CARDS, CARD),
        (directory.LIST_PETS, PET), (directory.LIST_NOTES, NOTE),
    ):  # fmt: skip
        services.answers[method.key] = {"items": [one], "next_cursor": None}


def sent(services: StandIn, method: str) -> dict[str, Any]:
    """What a method was asked."""
    [asked] = [call.data for call in services.calls if call.method == method]
    return asked


@pytest.mark.parametrize("role", sorted(STAFF))
def test_D06_forms_are_offered_to_whom_they_are_for(
    log_in: LogIn, services: StandIn, role: Role
) -> None:
    reader = log_in(role)
    known(services)
    may = role in directory.ADD_VEHICLE.roles
    if role in directory.LIST_VEHICLES.roles:
        page = reader.text(f"{PLACE}/holdings")
        assert ("add-vehicle" in page, "issue-card" in page, "add-pet" in page) == (may,) * 3
        assert ("change-vehicle" in reader.text(f"{PLACE}/vehicles/v1")) == may
        page = reader.text(f"{PLACE}/notes")
        assert ("notes/add-note" in page) == (role in directory.ADD_NOTE.roles)
        assert ("notes/mark" in page) == (role in directory.CHANGE_NOTE.roles)


def test_D06_what_who_left_still_has_stands_out(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known(services)
    page = desk.text(f"{PLACE}/holdings")
    assert "门禁卡 0012" in page
    assert "尚未交回" in page
    assert "粤B12345" in page


@pytest.mark.parametrize(
    ("address", "filled", "method", "asked"),
    [
        ("holdings/add-vehicle", {"member_id": "m1", "plate": "粤B54321", "foreign": "y"},
         "add_vehicle", {"member_id": "m1", "plate": "粤B54321", "foreign": True}),
        ("holdings/issue-card", {"member_id": "m1", "kind": "lift_card", "number": "7"},
         "issue_card", {"member_id": "m1", "kind": "lift_card", "number": "7"}),
        ("holdings/add-pet", {"member_id": "m1", "kind": "cat"}, "add_pet",
         {"member_id": "m1", "kind": "cat"}),
        ("vehicles/v1/change-vehicle", {"version": "3", "plate": "粤B54321", "ended": "y"},
         "change_vehicle",
         {"vehicle_id": "v1", "plate": "粤B54321", "foreign": False, "ended": True,
          "colour": None, "parking_space": None}),
        ("cards/k1/change-card", {"version": "3", "status": "returned"}, "change_card",
         {"card_id": "k1", "status": "returned"}),
        ("pets/p1/change-pet", {"version": "3", "breed": "柴犬"}, "change_pet",
         {"pet_id": "p1", "breed": "柴犬", "registration": None, "ended": False}),
    ],
)  # fmt: skip
def test_D06_a_form_asks_for_what_was_filled_in(
    log_in: LogIn, services: StandIn, address: str, filled: dict[str, str], method: str,
    asked: dict[str, Any],
) -> None:  # fmt: skip
    desk = log_in(Role.RECEPTIONIST)
    known(services)
    answer = desk.send(f"{PLACE}/{address}", **CHECKED, **filled)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found = sent(services, method)
    assert found == {"household_id": "h1", "identity_check": CHECK, **asked}


def test_D06_a_refused_plate_is_shown_beside_its_field(log_in: LogIn, services: StandIn) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known(services)
    said = "Not a number plate of mainland China; is it a foreign one?"
    services.answers[directory.ADD_VEHICLE.key] = InvalidInput(said, field="plate")
    answer = desk.send(f"{PLACE}/holdings/add-vehicle", **CHECKED, member_id="m1", plate="粤B")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="add_vehicle-plate-error"><span>不是有效的内地车牌号' in page


def test_D06_what_has_ended_is_not_changed_and_what_is_not_there_not_shown(
    log_in: LogIn, services: StandIn
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known(services)
    over = {"items": [VEHICLE | {"until": "2026-11-02T09:00:00+08:00"}], "next_cursor": None}
    services.answers[directory.LIST_VEHICLES.key] = over
    assert "change-vehicle" not in desk.text(f"{PLACE}/vehicles/v1")
    assert desk.get(f"{PLACE}/vehicles/v2").status_code == 404
    services.answers[directory.LIST_CARDS.key] = {
        "items": [CARD | {"status": "lost", "until": "2026-11-02T09:00:00+08:00"}],
        "next_cursor": None,
    }
    assert "change-card" in desk.text(f"{PLACE}/cards/k1")


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        ("plain", {"important": False}), ("end", {"ended": True}), ("again", {"ended": False}),
        ("", {}),
    ],
)  # fmt: skip
def test_D06_a_note_is_written_and_marked(
    log_in: LogIn, services: StandIn, act: str, asked: dict[str, Any]
) -> None:
    desk = log_in(Role.RECEPTIONIST)
    known(services)
    assert desk.send(f"{PLACE}/notes/add-note", text="周末在家").status_code == 303
    written = {"household_id": "h1", "text": "周末在家", "important": False}
    assert sent(services, "add_note") == written
    desk.send(f"{PLACE}/notes/mark", note_id="n1", version="2", act=act)
    assert sent(services, "change_note") == {"household_id": "h1", "note_id": "n1", **asked}


def test_D06_residents_see_their_own_and_no_form(log_in: LogIn, services: StandIn) -> None:
    home = log_in(Role.RESIDENT)
    known(services)
    services.answers[directory.HOUSEHOLD_HISTORY.key] = NO_MORE
    page = home.text("/my/households/h1")
    assert "粤B12345" in page
    assert "门禁卡 0012" in page
    assert "change-vehicle" not in page
    assert "听力不好" not in page
    for path in ("holdings", "notes", "vehicles/v1"):
        assert home.get(f"{PLACE}/{path}").status_code == 403
    assert "list_notes" not in [call.method for call in services.calls]


def test_D06_an_important_note_is_seen_before_anything_else(
    log_in: LogIn, services: StandIn
) -> None:
    from tests.web.test_changes import at_home

    desk = log_in(Role.RECEPTIONIST)
    at_home(services, Role.RECEPTIONIST)
    known(services)
    page = desk.text(PLACE)
    assert 0 < page.index("听力不好") < page.index('id="live-household"')

"""D01, D02: households are read and changed by whom it concerns, after an identity check."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from contracts.directory.changes import FieldNotEditable, NothingToChange
from contracts.directory.households import UnitTaken
from contracts.directory.methods import METHODS
from contracts.roles import Role
from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput, NotFound, NotYourHousehold, StaleEdit
from foundation.scope import Scope
from foundation.storage.store import Store
from foundation.storage.tables import audit
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.queries import history
from services.directory.communities.tables import Building
from services.directory.households.queries import entries
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


pytestmark = pytest.mark.both_databases


def change(store: Store, by: Actor, household: dict[str, Any], **values: Any) -> dict[str, Any]:
    data = {"household_id": household["id"], "identity_check": CHECK} | values
    return dict(perform(store, Directory.change_household, by, **data))


def test_D01_an_entered_household_is_told_to_everybody(store: Store, enter: Enter) -> None:
    household = enter(billing_from="2024-07-01", email="wang@example.org")
    assert (household["building"], household["unit"], household["floor"]) == ("3栋", "2-1001", 10)
    [event] = events(store, "household_changed")
    with store.read() as uow:
        [building] = uow.session.scalars(select(Building.id))
    assert event["aggregate_id"] == household["id"]
    assert event["data"] == {
        "household_id": household["id"],
        "version": 1,
        "building_id": building,
        "building": "3栋",
        "unit": "2-1001",
        "floor": 10,
        "unit_type": "residential",
        "area_m2": "106.8",
        "owner_name": "王芳",
        "billing_from": "2024-07-01",
        "vacant": False,
        "two_person_visit": False,
        "members": [
            {
                "id": household["members"][0]["id"],
                "side": "owner",
                "sees_from": None,
                "person_id": None,
                "name": "王芳",
                "relation": "owner",
                "phone": "13812345678",
                "email": "wang@example.org",
            }
        ],
        "owner_since": None,
    }


def test_D01_a_unit_has_one_household(enter: Enter) -> None:
    enter()
    with pytest.raises(UnitTaken):
        enter(building="3号楼", unit="2单元1001室")


def test_D03_a_household_is_shown_with_its_phone_masked(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    shown = perform(store, Directory.get_household, actor("steward"), household_id=made["id"])
    assert shown["phone_masked"] == "138****5678"
    assert "13812345678" not in str(shown)


def test_D01_residents_see_their_own_household_only(
    store: Store, enter: Enter, actor: MakeActor, move_in: Callable[..., Actor]
) -> None:
    made = enter()
    own = move_in(made)
    assert perform(store, Directory.get_household, own, household_id=made["id"])["id"] == made["id"]
    stranger = actor("resident", household_ids=["h-other"])
    with pytest.raises(NotYourHousehold):
        perform(store, Directory.get_household, stranger, household_id=made["id"])


def test_D01_a_household_that_is_not_there_is_not_found(store: Store, actor: MakeActor) -> None:
    with pytest.raises(NotFound):
        perform(store, Directory.get_household, actor("steward"), household_id="none")


def test_D02_a_change_keeps_before_and_after_and_who_checked_the_identity(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    changed = change(store, actor("receptionist"), made, phone="13900001111", vacant=True)
    assert changed["phone_masked"] == "139****1111"
    history = perform(
        store, Directory.household_history, actor("supervisor"), household_id=made["id"]
    )
    [entry] = history["items"]
    assert entry["before"] == {"phone": "138****5678", "vacant": False}
    assert entry["after"] == {"phone": "139****1111", "vacant": True}
    assert (entry["identity_method"], entry["identity_by"]) == ("id_card", "林晓梅")
    assert entry["by"] == "receptionist"


def test_D02_without_identity_check_nothing_is_changed(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    desk = actor("receptionist")
    for check in (None, {}, {"method": "id_card"}, {"method": "", "by": "x"}):
        data = {"household_id": made["id"], "phone": "13900001111", "identity_check": check}
        with pytest.raises(InvalidInput) as refused:
            perform(store, Directory.change_household, desk, **data)
        assert "identity_check" in refused.value.errors
    assert len(events(store, "household_changed")) == 1


def test_D02_residents_change_their_own_contact_and_nothing_else(
    store: Store, enter: Enter, move_in: Callable[..., Actor]
) -> None:
    made = enter()
    resident = move_in(made)
    changed = change(store, resident, made, phone="13900001111", email="w@example.org")
    assert changed["email"] == "w@example.org"
    with pytest.raises(FieldNotEditable) as refused:
        change(store, resident, made, owner_name="李雷", phone="13900002222")
    assert set(refused.value.errors) == {"owner_name"}
    shown = perform(store, Directory.get_household, resident, household_id=made["id"])
    assert (shown["owner_name"], shown["phone_masked"]) == ("王芳", "139****1111")


def of_household(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Methods that a resident calls about one household, with the data of this one."""
    contact = {"identity_check": CHECK, "phone": "13900001111"}
    calls: dict[str, dict[str, Any]] = {
        "get_household": {},
        "change_household": contact,
        "change_member": contact | {"member_id": made["members"][0]["id"]},
        "household_history": {},
        "list_vehicles": {},
        "list_cards": {},
        "list_pets": {},
        "reveal": {"purpose": "回访电话"},
    }
    return {name: data | {"household_id": made["id"]} for name, data in calls.items()}


LETTING_IN: dict[str, dict[str, Any]] = {
    "let_in": {"name": "李雷", "relation": "family"},
    "list_let_in": {},
    "take_out": {"member_id": "m1"},
}
"""Methods of the owners, who let people in; what they do for one's own is tried elsewhere."""


def test_D02_residents_never_touch_another_household(
    store: Store, enter: Enter, actor: MakeActor, move_in: Callable[..., Actor]
) -> None:
    made = enter()
    resident, stranger = move_in(made), actor("resident", household_ids=["h-other"])
    calls = of_household(made)
    assert calls.keys() | LETTING_IN.keys() == {
        one.name
        for one in METHODS
        if Role.RESIDENT in one.roles and "household_id" in one.request().fields
    }
    for name, data in LETTING_IN.items():
        with pytest.raises(NotYourHousehold):
            perform(store, getattr(Directory, name), stranger, household_id=made["id"], **data)
    for name, data in calls.items():
        perform(store, getattr(Directory, name), resident, **data)
        with pytest.raises(NotYourHousehold):
            perform(store, getattr(Directory, name), stranger, **data)


def test_D02_without_the_check_a_stranger_would_read_and_change_everything(
    store: Store, enter: Enter, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the checks, the token's households and the own entry, here and in the
    history's own condition: of each method, that nothing else refuses."""
    monkeypatch.setattr(Scope, "admits", lambda *_: True)
    monkeypatch.setattr(history, "seen_by", lambda *_: None)
    monkeypatch.setattr(entries, "own_entry", lambda household, _actor: household.owner)
    made, stranger = enter(), actor("resident", household_ids=["h-other"])
    got = {
        name: perform(store, getattr(Directory, name), stranger, **data)
        for name, data in of_household(made).items()
    }
    assert got["reveal"]["value"] == "13900001111"
    assert [entry["after"]["phone"] for entry in got["household_history"]["items"]] == [
        "139****1111"
    ]


def test_D02_areas_are_changed_by_those_who_bill(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    with pytest.raises(FieldNotEditable):
        change(store, actor("receptionist"), made, area_m2="99")
    assert change(store, actor("finance"), made, area_m2="99")["area_m2"] == "99"


def test_D02_a_residents_new_number_follows_to_the_person(
    store: Store, enter: Enter, move_in: Callable[..., Actor]
) -> None:
    made = enter()
    resident = move_in(made)
    change(store, resident, made, phone="13900001111")
    published = events(store, "person_changed")[-1]["data"]
    assert (published["person_id"], published["phone"], published["version"]) == (
        resident.id,
        "13900001111",
        2,
    )


def test_D01_versions_grow_by_one_with_each_change(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    for number in range(3):
        change(store, actor("supervisor"), made, floor=number + 20)
    versions = [event["data"]["version"] for event in events(store, "household_changed")]
    assert versions == [1, 2, 3, 4]


def test_D01_what_is_as_it_was_changes_nothing_and_tells_nobody(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    same = change(store, actor("receptionist"), made, phone="138 1234 5678", vacant=False)
    assert same["version"] == 1
    assert len(events(store, "household_changed")) == 1


def test_D01_a_change_that_names_nothing_is_refused(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    with pytest.raises(NothingToChange):
        change(store, actor("receptionist"), enter())


def test_D02_a_stale_edit_is_refused(store: Store, enter: Enter, actor: MakeActor) -> None:
    made = enter()
    desk = replace(actor("receptionist"), if_match="1")
    change(store, desk, made, vacant=True)
    with pytest.raises(StaleEdit):
        change(store, desk, made, vacant=False)


def test_D02_without_the_version_check_the_second_edit_would_undo_the_first(
    store: Store, enter: Enter, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the version check."""
    monkeypatch.setattr(UnitOfWork, "check_version", lambda self, row: None)
    made = enter()
    desk = replace(actor("receptionist"), if_match="1")
    change(store, desk, made, vacant=True)
    assert change(store, desk, made, vacant=False)["vacant"] is False


def test_D03_the_audit_trail_holds_no_phone(store: Store, enter: Enter, actor: MakeActor) -> None:
    made = enter()
    change(store, actor("receptionist"), made, phone="13900001111")
    with store.read() as uow:
        trail = str(uow.session.execute(select(audit.c.changes)).all())
    assert "***" in trail
    assert "13812345678" not in trail
    assert "13900001111" not in trail


@pytest.mark.parametrize("role", ["steward", "receptionist", "finance", "director", "inspector"])
def test_D02_a_reader_is_told_just_what_he_may_change(
    store: Store, enter: Enter, actor: MakeActor, role: str
) -> None:
    household, reader = enter(), actor(role)
    shown = perform(store, Directory.get_household, reader, household_id=household["id"])[
        "editable"
    ]
    for name, value in {"phone": "13900000000", "floor": 7, "area_m2": "90"}.items():
        if name in shown:
            change(store, reader, household, **{name: value})
        else:
            with pytest.raises((FieldNotEditable, Forbidden)):
                change(store, reader, household, **{name: value})

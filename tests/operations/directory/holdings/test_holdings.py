"""D06: vehicles, keys and cards, pets of a household, whose they are and what becomes of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contracts.directory.access_cards import CardIsBack, CardIsOut
from contracts.directory.changes import NothingToChange
from contracts.directory.holdings import HoldingEnded
from contracts.directory.vehicles import VehicleEntered
from contracts.roles import ANYONE
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import Forbidden, InvalidInput, NotFound, NotYourHousehold, StaleEdit
from foundation.storage.store import Store
from foundation.storage.tables import audit
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK
from tests.support.community import OTHER

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
MoveIn = Callable[..., Actor]

THINGS: dict[str, tuple[Any, Any, Any, str, dict[str, Any]]] = {
    "vehicle": (
        Directory.add_vehicle, Directory.change_vehicle, Directory.list_vehicles, "vehicle_id",
        {"plate": "粤B·12345", "colour": "白", "parking_space": "B2-118"},
    ),
    "card": (
        Directory.issue_card, Directory.change_card, Directory.list_cards, "card_id",
        {"kind": "door_card", "number": "0012"},
    ),
    "pet": (
        Directory.add_pet, Directory.change_pet, Directory.list_pets, "pet_id",
        {"kind": "dog", "breed": "柯基", "registration": "SZ-2026-0001"},
    ),
}  # fmt: skip
ENDED: dict[str, dict[str, Any]] = {
    "vehicle": {"ended": True}, "card": {"status": "returned"}, "pet": {"ended": True},
}  # fmt: skip


class Things:
    """What members of a household have, as the desk enters it."""

    def __init__(self, store: Store, desk: Actor) -> None:
        self.store, self.desk = store, desk

    def add(self, kind: str, home: dict[str, Any], /, **more: Any) -> dict[str, Any]:
        """Enter something."""
        enter, _, _, _, facts = THINGS[kind]
        named = {"household_id": home["id"], "identity_check": CHECK}
        return dict(perform(self.store, enter, self.desk, **named, **{**facts, **more}))

    def change(self, kind: str, thing: dict[str, Any], /, **more: Any) -> dict[str, Any]:
        """Change something."""
        _, change, _, key, _ = THINGS[kind]
        named = {"household_id": thing["household_id"], key: thing["id"], "identity_check": CHECK}
        return dict(perform(self.store, change, self.desk, **{**named, **more}))

    def seen(self, kind: str, home: dict[str, Any], by: Actor, **more: Any) -> list[Any]:
        """What somebody is shown."""
        found = perform(self.store, THINGS[kind][2], by, household_id=home["id"], **more)
        return [(one["id"], one["until"]) for one in found["items"]]

    def history(self, home: dict[str, Any], by: Actor) -> list[dict[str, Any]]:
        """The changes of the household."""
        found = perform(self.store, Directory.household_history, by, household_id=home["id"])
        return list(found["items"])


@pytest.fixture
def things(store: Store, actor: MakeActor) -> Things:
    """The desk at work."""
    return Things(store, actor("receptionist"))


@pytest.fixture
def home(store: Store, enter: Enter, actor: MakeActor) -> dict[str, Any]:
    """A household with an owner and a tenant."""
    made = enter()
    return dict(
        perform(
            store, Directory.add_member, actor("receptionist"), household_id=made["id"],
            identity_check=CHECK, name="李雷", relation="tenant", phone="13700000001",
        )
    )  # fmt: skip


@pytest.mark.parametrize("kind", THINGS)
def test_D06_a_thing_is_a_members_from_when_until_when(
    things: Things, home: dict[str, Any], clock: FixedClock, kind: str
) -> None:
    made = things.add(kind, home)
    assert (made["member_name"], made["member_left"], made["until"]) == ("王芳", False, None)
    clock.advance(timedelta(days=1))
    ended = things.change(kind, made, **ENDED[kind])
    assert ended["until"] and ended["version"] == 2
    assert things.seen(kind, home, things.desk) == []
    assert things.seen(kind, home, things.desk, ended=True) == [(made["id"], ended["until"])]


@pytest.mark.parametrize("kind", THINGS)
def test_D02_a_change_of_a_thing_keeps_before_and_after_with_the_identity_check(
    things: Things, home: dict[str, Any], clock: FixedClock, kind: str
) -> None:
    clock.advance(timedelta(days=1))
    made = things.add(kind, home)
    clock.advance(timedelta(days=1))
    things.change(kind, made, **ENDED[kind])
    ended, entered, *_ = things.history(home, things.desk)
    assert (entered["before"], entered["identity_method"]) == ({}, "id_card")
    assert entered["after"]["holder"] == "王芳"
    assert ended["before"] == entered["after"]
    assert ended["after"] == ({} if kind != "card" else {**ended["before"], "status": "returned"})


@pytest.mark.parametrize("kind", THINGS)
def test_D06_residents_see_the_things_of_their_side_and_change_none(
    store: Store, things: Things, home: dict[str, Any], move_in: MoveIn, kind: str
) -> None:
    owner, tenant = move_in(home), move_in(home, 1)
    of_owner = things.add(kind, home)
    _, change, _, key, facts = THINGS[kind]
    other = {"plate": "粤B54321"} if kind == "vehicle" else {}
    other |= {"number": "0013"} if kind == "card" else {}
    of_tenant = things.add(kind, home, member_id=home["members"][1]["id"], **other)
    assert [one for one, _ in things.seen(kind, home, owner)] == [of_owner["id"]]
    assert [one for one, _ in things.seen(kind, home, tenant)] == [of_tenant["id"]]
    named = {"household_id": home["id"], "identity_check": CHECK}
    with pytest.raises(Forbidden):
        perform(store, THINGS[kind][0], owner, **named, **facts)
    with pytest.raises(Forbidden):
        perform(store, change, owner, **named, **{key: of_owner["id"]}, **ENDED[kind])


@pytest.mark.parametrize("kind", THINGS)
def test_D06_whose_things_are_seen_by_role(
    store: Store, things: Things, home: dict[str, Any], actor: MakeActor, kind: str
) -> None:
    things.add(kind, home)
    may = THINGS[kind][2].entry.method.roles
    for role in ANYONE:
        if role in may and role != "resident":
            assert len(things.seen(kind, home, actor(role))) == 1
        else:
            with pytest.raises((Forbidden, NotYourHousehold)):
                things.seen(kind, home, actor(role, household_ids=[home["id"]]))
    elsewhere = actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)}))
    with pytest.raises(NotFound):
        things.seen(kind, home, elsewhere)


@pytest.mark.parametrize("kind", THINGS)
def test_D06_a_thing_of_another_household_is_not_there(
    things: Things, home: dict[str, Any], enter: Enter, kind: str
) -> None:
    made, other = things.add(kind, home), enter(unit="2-1002")
    with pytest.raises(NotFound):
        things.change(kind, made, household_id=other["id"], **ENDED[kind])
    with pytest.raises(NotFound):
        things.add(kind, other, member_id=home["members"][0]["id"])


@pytest.mark.parametrize("kind", ["vehicle", "pet"])
def test_D06_what_has_ended_is_entered_anew(
    things: Things, home: dict[str, Any], kind: str
) -> None:
    made = things.add(kind, home)
    with pytest.raises(NothingToChange):
        things.change(kind, made)
    things.change(kind, made, ended=True)
    with pytest.raises(HoldingEnded):
        things.change(kind, made, ended=True)
    assert things.add(kind, home)["id"] != made["id"]


def test_D06_a_vehicle_is_entered_once_and_its_plate_is_put_right(
    things: Things, home: dict[str, Any]
) -> None:
    made = things.add("vehicle", home)
    assert (made["plate"], made["plate_kind"]) == ("粤B12345", "ordinary")
    with pytest.raises(VehicleEntered, match="粤B12345"):
        things.add("vehicle", home, plate="粤b 12345")
    with pytest.raises(InvalidInput) as refused:
        things.add("vehicle", home, plate="粤B1234")
    assert refused.value.errors.keys() == {"plate"}
    foreign = things.add("vehicle", home, plate="AB 1234 CD", foreign=True)
    assert (foreign["plate"], foreign["plate_kind"]) == ("AB 1234 CD", "other")
    with pytest.raises(VehicleEntered):
        things.change("vehicle", foreign, plate="粤B12345")
    right = things.change("vehicle", made, plate="粤BD12345", colour=None)
    assert (right["plate"], right["plate_kind"], right["colour"]) == (
        "粤BD12345", "new_energy", None,
    )  # fmt: skip


@pytest.mark.both_databases
def test_D06_a_card_is_with_one_person_at_a_time(
    things: Things, home: dict[str, Any], enter: Enter
) -> None:
    made = things.add("card", home)
    other = enter(unit="2-1002")
    with pytest.raises(CardIsOut):
        things.add("card", other)
    assert things.add("card", other, kind="lift_card")["status"] == "out"
    lost = things.change("card", made, status="lost")
    assert lost["until"]
    again = things.add("card", other)
    with pytest.raises(CardIsOut):
        things.change("card", made, status="out")
    things.change("card", again, status="returned")
    with pytest.raises(CardIsBack):
        things.change("card", again, status="out")
    assert things.change("card", made, status="out")["until"] is None


def test_D06_who_leaves_takes_vehicles_along_and_is_named_with_the_cards_to_come_back(
    store: Store, things: Things, home: dict[str, Any], clock: FixedClock, actor: MakeActor
) -> None:
    tenant = home["members"][1]["id"]
    vehicle = things.add("vehicle", home, member_id=tenant)
    pet = things.add("pet", home, member_id=tenant)
    card = things.add("card", home, member_id=tenant)
    stays = things.add("vehicle", home, plate="粤B54321")
    clock.advance(timedelta(days=1))
    named = {"household_id": home["id"], "member_id": tenant, "identity_check": CHECK}
    left = perform(store, Directory.remove_member, things.desk, **named)
    [former] = left["former_members"]
    assert former["cards_out"] == [{"id": card["id"], "kind": "door_card", "number": "0012"}]
    assert former["plates"] == ["粤B12345"]
    assert things.seen("vehicle", home, things.desk) == [(stays["id"], None)]
    assert dict(things.seen("pet", home, things.desk, ended=True))[pet["id"]]
    assert dict(things.seen("vehicle", home, things.desk, ended=True))[vehicle["id"]]
    listed = perform(store, Directory.list_cards, things.desk, household_id=home["id"])
    assert [(one["id"], one["member_left"]) for one in listed["items"]] == [(card["id"], True)]
    things.change("card", {**card, "household_id": home["id"]}, status="returned")
    again = perform(store, Directory.get_household, things.desk, household_id=home["id"])
    assert again["former_members"][0]["cards_out"] == []


def test_D06_a_new_owner_sees_nothing_that_the_one_before_had(
    store: Store, things: Things, home: dict[str, Any], move_in: MoveIn, clock: FixedClock
) -> None:
    for kind in THINGS:
        things.add(kind, home)
    clock.advance(timedelta(days=1))
    sold = perform(
        store, Directory.change_household, things.desk, household_id=home["id"],
        identity_check=CHECK, owner_name="赵敏", phone="13900000009",
    )  # fmt: skip
    buyer = move_in(sold)
    for kind in THINGS:
        assert things.seen(kind, home, buyer, ended=True) == []
    assert things.history(home, buyer) == []


def test_D06_a_tenant_who_becomes_the_owner_keeps_the_car(
    store: Store, things: Things, home: dict[str, Any], clock: FixedClock
) -> None:
    tenant = home["members"][1]["id"]
    things.add("vehicle", home, member_id=tenant)
    clock.advance(timedelta(days=1))
    named = {"household_id": home["id"], "member_id": tenant, "identity_check": CHECK}
    perform(store, Directory.change_member, things.desk, **named, relation="owner")
    with store.read() as uow:
        [row] = uow.rows(select(Directory.tables.tables["vehicles"]))
    assert (row.side, row.until, row.version) == ("owner", None, 2)


def test_D06_a_change_needs_the_version_that_was_read(
    store: Store, things: Things, home: dict[str, Any], actor: MakeActor
) -> None:
    made = things.add("vehicle", home)
    things.desk = actor("receptionist", if_match="7")
    with pytest.raises(StaleEdit):
        things.change("vehicle", made, colour="黑")


def test_D03_plates_and_numbers_are_not_copied_to_the_trail(
    store: Store, things: Things, home: dict[str, Any]
) -> None:
    for kind in THINGS:
        things.add(kind, home)
    with store.read() as uow:
        trail = str(uow.session.execute(select(audit)).all())
    assert "vehicles" in trail
    for said in ("12345", "0012", "SZ-2026-0001"):
        assert said not in trail

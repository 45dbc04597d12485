"""D01, D02: members of a household come, change and go."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.directory.changes import FieldNotEditable
from contracts.directory.members import MemberTwice, OwnerNeeded
from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput, NotFound
from foundation.storage.store import Store
from services.directory.households.operations import create
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


@pytest.fixture
def with_tenant(store: Store, enter: Enter, actor: MakeActor) -> dict[str, Any]:
    """A household with an owner and a tenant."""
    made = enter()
    return dict(add(store, actor("receptionist"), made, name="李雷", relation="tenant"))


def add(store: Store, by: Actor, household: dict[str, Any], **values: Any) -> dict[str, Any]:
    data = {"household_id": household["id"], "identity_check": CHECK, "phone": "13700000001"}
    return dict(perform(store, Directory.add_member, by, **(data | values)))


def change(
    store: Store, by: Actor, household: dict[str, Any], member: int, **values: Any
) -> dict[str, Any]:
    data = {
        "household_id": household["id"],
        "member_id": household["members"][member]["id"],
        "identity_check": CHECK,
    }
    return dict(perform(store, Directory.change_member, by, **(data | values)))


def test_D01_a_tenant_is_told_with_the_household(store: Store, with_tenant: dict[str, Any]) -> None:
    published = events(store, "household_changed")[-1]["data"]
    assert published["version"] == 2
    assert [(one["name"], one["relation"]) for one in published["members"]] == [
        ("王芳", "owner"),
        ("李雷", "tenant"),
    ]


def test_D01_the_last_owner_stays(
    store: Store, with_tenant: dict[str, Any], actor: MakeActor
) -> None:
    owner = with_tenant["members"][0]["id"]
    data = {"household_id": with_tenant["id"], "member_id": owner, "identity_check": CHECK}
    with pytest.raises(OwnerNeeded):
        perform(store, Directory.remove_member, actor("receptionist"), **data)
    with pytest.raises(OwnerNeeded):
        change(store, actor("receptionist"), with_tenant, 0, relation="family")
    assert len(events(store, "household_changed")) == 2


def test_D01_who_moves_out_loses_the_household(
    store: Store,
    with_tenant: dict[str, Any],
    actor: MakeActor,
    move_in: Callable[..., Actor],
) -> None:
    tenant = move_in(with_tenant, 1)
    data = {
        "household_id": with_tenant["id"],
        "member_id": with_tenant["members"][1]["id"],
        "identity_check": CHECK,
    }
    left = perform(store, Directory.remove_member, actor("receptionist"), **data)
    assert [one["name"] for one in left["members"]] == ["王芳"]
    published = events(store, "person_changed")[-1]["data"]
    assert (published["person_id"], published["household_ids"]) == (tenant.id, [])


def test_D02_a_tenant_does_not_change_the_owners_number(
    store: Store, with_tenant: dict[str, Any], move_in: Callable[..., Actor]
) -> None:
    tenant = move_in(with_tenant, 1)
    with pytest.raises(Forbidden):
        change(store, tenant, with_tenant, 0, phone="13900001111")
    changed = change(store, tenant, with_tenant, 1, phone="13900001111")
    assert changed["members"][1]["phone_masked"] == "139****1111"


def test_D02_a_change_of_the_household_means_the_residents_own_entry(
    store: Store, with_tenant: dict[str, Any], move_in: Callable[..., Actor]
) -> None:
    data = {"household_id": with_tenant["id"], "identity_check": CHECK, "phone": "13900001111"}
    changed = perform(store, Directory.change_household, move_in(with_tenant, 1), **data)
    phones = [one["phone_masked"] for one in changed["members"]]
    assert phones == ["138****5678", "139****1111"]


def test_D02_an_owner_changes_the_contact_of_the_family(
    store: Store, enter: Enter, actor: MakeActor, move_in: Callable[..., Actor]
) -> None:
    family = add(store, actor("receptionist"), enter(), name="王小红", relation="family")
    changed = change(store, move_in(family), family, 1, email="hong@example.org")
    assert changed["members"][1]["email"] == "hong@example.org"


def test_D01_an_identity_number_must_be_right_and_is_entered_by_the_desk(
    store: Store, with_tenant: dict[str, Any], actor: MakeActor
) -> None:
    with pytest.raises(InvalidInput):
        change(store, actor("receptionist"), with_tenant, 0, id_number="110105194912310021")
    with pytest.raises(FieldNotEditable):
        change(store, actor("steward"), with_tenant, 0, id_number="11010519491231002X")
    changed = change(store, actor("receptionist"), with_tenant, 0, id_number="11010519491231002X")
    assert changed["members"][0]["id_number_masked"] == "1****************X"


def test_D01_a_member_of_another_household_is_not_found(
    store: Store, enter: Enter, with_tenant: dict[str, Any], actor: MakeActor
) -> None:
    other = enter(unit="1-101")
    data = {
        "household_id": other["id"],
        "member_id": with_tenant["members"][1]["id"],
        "identity_check": CHECK,
        "phone": "13900001111",
    }
    with pytest.raises(NotFound):
        perform(store, Directory.change_member, actor("receptionist"), **data)


TWICE: dict[str, tuple[dict[str, Any], bool]] = {
    "the same": ({"name": "李雷", "phone": "13700000001"}, True),
    "written otherwise": ({"name": "李 雷", "phone": "+86 137-0000-0001"}, True),
    "as another relation": ({"name": "李雷", "phone": "13700000001", "relation": "family"}, True),
    "the owner as a tenant": ({"name": "王芳", "phone": "13812345678"}, True),
    "another number": ({"name": "李雷", "phone": "13700000002"}, False),
    "another name": ({"name": "李雪", "phone": "13700000001"}, False),
}


@pytest.mark.parametrize("case", TWICE)
def test_D01_nobody_is_entered_twice_in_a_household(
    store: Store, with_tenant: dict[str, Any], actor: MakeActor, case: str
) -> None:
    given, twice = TWICE[case]
    wanted = {"relation": "tenant"} | given
    if not twice:
        assert len(add(store, actor("receptionist"), with_tenant, **wanted)["members"]) == 3
        return
    with pytest.raises(MemberTwice) as refused:
        add(store, actor("receptionist"), with_tenant, **wanted)
    assert list(refused.value.errors) == ["name"]


def test_D01_two_of_one_name_with_two_identity_numbers_are_two(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    desk, made = actor("receptionist"), enter()
    for number in ("11010519491231002X", "440524188001010014"):
        made = add(store, desk, made, name="李雷", relation="family", id_number=number)
    assert len(made["members"]) == 3


def test_D01_nobody_is_changed_into_another_member(
    store: Store, enter: Enter, with_tenant: dict[str, Any], actor: MakeActor
) -> None:
    desk = actor("receptionist")
    third = add(store, desk, with_tenant, name="李雪", relation="tenant")
    with pytest.raises(MemberTwice):
        change(store, desk, third, 2, name="李雷")
    with pytest.raises(MemberTwice):
        perform(
            store, Directory.change_household, desk, household_id=third["id"],
            identity_check=CHECK, owner_name="李雷", phone="13700000001",
        )  # fmt: skip
    changed = change(store, desk, third, 2, name="李雪梅")
    assert [one["name"] for one in changed["members"]] == ["王芳", "李雷", "李雪梅"]


def test_D01_who_has_left_comes_back(
    store: Store, with_tenant: dict[str, Any], actor: MakeActor
) -> None:
    desk, about = actor("receptionist"), {"household_id": with_tenant["id"]}
    gone = {"member_id": with_tenant["members"][1]["id"], "identity_check": CHECK}
    perform(store, Directory.remove_member, desk, **about, **gone)
    assert len(add(store, desk, with_tenant, name="李雷", relation="tenant")["members"]) == 2


def test_D01_without_the_guard_one_would_be_there_twice(
    store: Store, with_tenant: dict[str, Any], actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(create, "require_once", lambda *_: None)
    made = add(store, actor("receptionist"), with_tenant, name="李雷", relation="tenant")
    assert [one["name"] for one in made["members"]] == ["王芳", "李雷", "李雷"]

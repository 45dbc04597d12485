"""D06, P03: who has left a household has nothing more there, whatever the token still says."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import NotYourHousehold
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]
MoveIn = Callable[..., Actor]

ACTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "read": (Directory.get_household, {}),
    "history": (Directory.household_history, {}),
    "look at the owner's identity number": (
        Directory.reveal, {"what": "id_number", "purpose": "核对"}
    ),
    "look at the owner's phone by id": (
        Directory.reveal, {"member_id": "owner", "purpose": "核对"}
    ),
    "look at what was the own phone": (Directory.reveal, {"member_id": "own", "purpose": "核对"}),
    "write the owner's phone": (
        Directory.change_member,
        {"member_id": "owner", "identity_check": CHECK, "phone": "13900009999"},
    ),
    "write a phone of the household": (
        Directory.change_household, {"identity_check": CHECK, "phone": "13900009999"}
    ),
}  # fmt: skip


@pytest.fixture
def home(store: Store, enter: Enter, actor: MakeActor) -> dict[str, Any]:
    """A household with an owner, whose identity number is known, and a tenant."""
    made = enter()
    owner = {"household_id": made["id"], "member_id": made["members"][0]["id"]}
    perform(
        store, Directory.change_member, actor("receptionist"), **owner,
        identity_check=CHECK, id_number="11010519491231002X",
    )  # fmt: skip
    return dict(
        perform(
            store, Directory.add_member, actor("receptionist"), household_id=made["id"],
            identity_check=CHECK, name="李雷", relation="tenant", phone="13700000001",
        )
    )  # fmt: skip


def move_out(store: Store, home: dict[str, Any], desk: Actor) -> None:
    perform(
        store, Directory.remove_member, desk, household_id=home["id"],
        member_id=home["members"][1]["id"], identity_check=CHECK,
    )  # fmt: skip


def attempt(store: Store, who: Actor, home: dict[str, Any], act: str) -> Any:
    entrypoint, values = ACTS[act]
    places = {"owner": home["members"][0]["id"], "own": home["members"][1]["id"]}
    named = {key: places.get(str(value), value) for key, value in values.items()}
    return perform(store, entrypoint, who, household_id=home["id"], **named)


@pytest.mark.parametrize("act", ACTS)
def test_D06_who_has_left_is_refused_with_the_old_token(
    store: Store, home: dict[str, Any], actor: MakeActor, move_in: MoveIn, act: str
) -> None:
    tenant = move_in(home, 1)
    move_out(store, home, actor("receptionist"))
    with pytest.raises(NotYourHousehold):
        attempt(store, tenant, home, act)
    kept = perform(store, Directory.get_household, actor("receptionist"), household_id=home["id"])
    assert kept["members"][0]["phone_masked"] == "138****5678"


def test_D06_negative_control_a_tenant_who_stays_reads_and_writes_the_own_entry(
    store: Store, home: dict[str, Any], move_in: MoveIn
) -> None:
    tenant = move_in(home, 1)
    assert attempt(store, tenant, home, "read")["id"] == home["id"]
    assert attempt(store, tenant, home, "look at what was the own phone")["value"] == "13700000001"
    changed = attempt(store, tenant, home, "write a phone of the household")
    assert [one["phone_masked"] for one in changed["members"]] == ["138****5678", "139****9999"]


def test_D06_who_never_belonged_is_refused_though_the_token_names_the_household(
    store: Store, home: dict[str, Any], actor: MakeActor
) -> None:
    liar = actor("resident", id="somebody", household_ids=[home["id"]])
    for act in ACTS:
        with pytest.raises(NotYourHousehold):
            attempt(store, liar, home, act)

"""D03: who sees a whole number is logged with the purpose; an export is a logged act too."""

from collections.abc import Callable
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput, NotYourHousehold
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


def reveal(store: Store, by: Actor, household: dict[str, Any], **more: Any) -> Any:
    data = {"household_id": household["id"], "purpose": "回访电话"} | more
    return perform(store, Directory.reveal, by, **data)["value"]


def looks(store: Store, by: Actor, **query: Any) -> list[dict[str, Any]]:
    return list(perform(store, Directory.list_looks, by, **query)["items"])


def test_D03_an_unmasked_look_is_given_and_logged(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    assert reveal(store, actor("receptionist"), made) == "13812345678"
    [look] = looks(store, actor("supervisor"), household_id=made["id"])
    assert (look["by"], look["kind"], look["what"]) == ("receptionist", "reveal", "phone")
    assert look["purpose"] == "回访电话"


def test_D03_a_look_without_purpose_is_refused(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    with pytest.raises(InvalidInput):
        reveal(store, actor("receptionist"), enter(), purpose=" ")
    assert looks(store, actor("supervisor")) == []


def test_D03_identity_numbers_are_for_managers_and_finance(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    made = enter()
    perform(
        store,
        Directory.change_member,
        actor("receptionist"),
        household_id=made["id"],
        member_id=made["members"][0]["id"],
        identity_check=CHECK,
        id_number="11010519491231002X",
    )
    with pytest.raises(Forbidden):
        reveal(store, actor("receptionist"), made, what="id_number")
    assert reveal(store, actor("finance"), made, what="id_number") == "11010519491231002X"


def test_D03_residents_look_at_their_own_household_only(
    store: Store, enter: Enter, actor: MakeActor, move_in: Callable[..., Actor]
) -> None:
    made = enter()
    assert reveal(store, move_in(made), made) == "13812345678"
    with pytest.raises(NotYourHousehold):
        reveal(store, actor("resident", household_ids=["h-other"]), made)


def test_D03_a_tenant_does_not_see_the_owners_number(
    store: Store, enter: Enter, actor: MakeActor, move_in: Callable[..., Actor]
) -> None:
    made = enter()
    let = perform(
        store,
        Directory.add_member,
        actor("receptionist"),
        household_id=made["id"],
        identity_check=CHECK,
        name="李雷",
        relation="tenant",
        phone="13700000001",
    )
    tenant = move_in(let, 1)
    with pytest.raises(Forbidden):
        reveal(store, tenant, let, member_id=let["members"][0]["id"])
    assert reveal(store, tenant, let, member_id=let["members"][1]["id"]) == "13700000001"
    assert reveal(store, tenant, let) == "13700000001", "the own entry where none is named"


def test_D03_an_export_is_logged_with_the_number_of_rows(
    store: Store, enter: Enter, actor: MakeActor
) -> None:
    enter()
    enter(building="4")
    answer = perform(
        store, Directory.export_households, actor("finance"), purpose="移交审计", building="3号楼"
    )
    assert answer["headings"][:2] == ["楼栋", "房号"]
    assert [row[:2] for row in answer["rows"]] == [["3栋", "2-1001"]]
    [look] = looks(store, actor("director"))
    assert (look["kind"], look["rows"], look["purpose"]) == ("export", 1, "移交审计")


@pytest.mark.parametrize("role", ["engineer", "admin"])
def test_D03_who_has_no_use_for_numbers_sees_none(
    store: Store, enter: Enter, actor: MakeActor, role: str
) -> None:
    with pytest.raises(Forbidden):
        reveal(store, actor(role), enter())

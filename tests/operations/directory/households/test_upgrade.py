"""D06: the members of the release before are there after the upgrade, and the others are told."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from contracts.directory.events import HouseholdChanged
from foundation.actor import Actor
from foundation.storage.migrate import downgrade, upgrade
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK

pytestmark = pytest.mark.both_databases


def test_D06_members_of_the_release_before_stay_and_are_told_again(
    store: Store, enter: Callable[..., dict[str, Any]], actor: Callable[..., Actor]
) -> None:
    desk, made = actor("receptionist"), enter(email="wang@example.org")
    perform(
        store, Directory.add_member, desk, household_id=made["id"], identity_check=CHECK,
        name="李雷", relation="tenant", phone="13700000001",
    )  # fmt: skip
    before = perform(store, Directory.get_household, desk, household_id=made["id"])
    downgrade(store.engine, "directory", "directory_0001")
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM outbox"))
    upgrade(store.engine, "directory")

    after = perform(store, Directory.get_household, desk, household_id=made["id"])
    assert [one["id"] for one in after["members"]] == [one["id"] for one in before["members"]]
    assert all(one["since"] for one in after["members"])
    [event] = events(store, "household_changed")
    published = HouseholdChanged().load(event["data"])
    assert published["version"] == after["version"] == before["version"] + 1
    owner, tenant = published["members"]
    assert (owner["side"], owner["sees_from"], owner["email"]) == (
        "owner",
        None,
        "wang@example.org",
    )
    assert tenant["side"] == tenant["id"] == after["members"][1]["id"]

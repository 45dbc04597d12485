"""P08: who has left and asks for it is erased before its time, unless something is open."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from contracts.directory.leavers import StillHere, StillNeeded
from contracts.leavers import KeptFor
from foundation.actor import Actor
from foundation.errors import Forbidden, InvalidInput, NotFound
from foundation.storage.store import Store
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.conftest import CHECK
from tests.operations.directory.leavers.test_leavers import (  # noqa: F401
    PERSONAL,
    home,
    move_out,
    tells,
)

MakeActor = Callable[..., Actor]
REASON = "2026年11月2日本人到前台书面提出"


def erase(store: Store, by: Actor, of: dict[str, Any], place: int = 1, **more: Any) -> None:
    """The entry at a place is erased."""
    about = {"household_id": of["id"], "member_id": of["members"][place]["id"], "reason": REASON}
    perform(store, Directory.erase_leaver, by, **(about | more))


@pytest.mark.both_databases
def test_P08_who_asks_for_it_is_erased_everywhere_and_it_is_kept_who_did_it(
    store: Store,
    home: dict[str, Any],  # noqa: F811
    actor: MakeActor,
) -> None:
    assert tells(store) == list(PERSONAL)
    move_out(store, home, actor("receptionist"))
    erase(store, actor("director"), home)
    assert tells(store) == []
    last = events(store, "person_changed")[-1]["data"]
    assert (last["erased"], last["name"]) == (True, "—")
    kept = perform(store, Directory.get_household, actor("receptionist"), household_id=home["id"])
    [former] = kept["former_members"]
    assert (former["name"], former["erased"]) == ("—", True)
    with store.engine.connect() as connection:
        found = connection.execute(
            text("SELECT actor_id FROM audit WHERE operation = 'directory.erase_leaver'")
        ).scalars()
        assert set(found) == {actor("director").id}
    checked = perform(store, Directory.verify_audit, actor("director"))
    assert checked["broken"] == []
    with pytest.raises(NotFound):
        erase(store, actor("director"), home)


def test_P08_who_still_belongs_to_the_household_is_not_erased(
    store: Store,
    home: dict[str, Any],  # noqa: F811
    actor: MakeActor,
) -> None:
    with pytest.raises(StillHere):
        erase(store, actor("director"), home)
    assert tells(store) == list(PERSONAL)


def test_P08_who_has_keys_still_is_not_erased(
    store: Store,
    home: dict[str, Any],  # noqa: F811
    actor: MakeActor,
) -> None:
    desk, tenant = actor("receptionist"), home["members"][1]["id"]
    perform(
        store, Directory.issue_card, desk, household_id=home["id"], member_id=tenant,
        kind="access_key", number="A-17", identity_check=CHECK,
    )  # fmt: skip
    move_out(store, home, desk)
    about = {"household_id": home["id"], "member_id": tenant}
    said = perform(store, Directory.needs_leaver, actor("director"), **about)
    assert said["reasons"] == ["card"] and said["person_id"]
    with pytest.raises(StillNeeded) as refused:
        erase(store, actor("director"), home)
    assert refused.value.params["reasons"] is KeptFor.CARD
    assert tells(store) == list(PERSONAL)


def test_P08_the_management_alone_has_somebody_erased_and_says_why(
    store: Store,
    home: dict[str, Any],  # noqa: F811
    actor: MakeActor,
) -> None:
    move_out(store, home, actor("receptionist"))
    for role in ("receptionist", "supervisor", "steward", "finance", "admin", "resident"):
        with pytest.raises(Forbidden):
            erase(store, actor(role), home)
    with pytest.raises(InvalidInput):
        erase(store, actor("director"), home, reason="")
    with pytest.raises(NotFound):
        erase(store, actor("director"), home, household_id="another")
    assert tells(store) == list(PERSONAL)

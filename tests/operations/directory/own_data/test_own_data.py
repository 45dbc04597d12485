"""P08: everybody takes along what is kept of them, whole, and nothing of anybody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.errors import NotFound
from foundation.storage.store import Store
from services.directory.own_data import operations
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.operations.directory.conftest import CHECK

MakeActor = Callable[..., Actor]
MoveIn = Callable[..., Actor]


@pytest.fixture
def homes(enter: Callable[..., Any]) -> list[dict[str, Any]]:
    """Two households."""
    return [enter(), enter(unit="2-1002", owner_name="李雷", phone="13700000001")]


def take(store: Store, who: Actor) -> dict[str, Any]:
    return dict(perform(store, Directory.own_data, who))


def test_P08_a_resident_takes_the_own_entry_whole_and_nobody_elses(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor
) -> None:
    wang, li = move_in(homes[0]), move_in(homes[1])
    found = take(store, wang)
    assert found["name"] == "王芳"
    [entry] = found["entries"]
    assert entry["household_id"] == homes[0]["id"] and entry["phone"] == "13812345678"
    assert "13700000001" not in str(found) and "李雷" not in str(found)
    assert take(store, li)["entries"][0]["phone"] == "13700000001"


def test_P08_who_looked_at_the_own_number_is_told_without_a_name(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor
) -> None:
    wang, li = move_in(homes[0]), move_in(homes[1])
    perform(
        store, Directory.reveal, actor("receptionist", name="林晓梅"), household_id=homes[0]["id"],
        member_id=homes[0]["members"][0]["id"], what="phone", purpose="回电",
    )  # fmt: skip
    [look] = take(store, wang)["looks"]
    assert (look["what"], look["purpose"]) == ("phone", "回电") and "林晓梅" not in str(look)
    assert take(store, li)["looks"] == []


def test_P08_who_has_moved_out_still_takes_the_own_data(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor
) -> None:
    desk = actor("receptionist")
    entry = {"household_id": homes[0]["id"], "identity_check": CHECK}
    tenant = {"name": "欧阳", "phone": "13900000009", "relation": "tenant"}
    home = perform(store, Directory.add_member, desk, **entry, **tenant)
    who = move_in(home, 1)
    perform(store, Directory.remove_member, desk, member_id=home["members"][1]["id"], **entry)
    gone = actor("resident", id=who.id)
    [mine] = take(store, gone)["entries"]
    assert mine["until"] is not None and mine["phone"] == "13900000009"


def note(store: Store, by: Actor, home: dict[str, Any], text: str) -> None:
    perform(store, Directory.add_note, by, household_id=home["id"], text=text)


def notes(store: Store, who: Actor) -> list[str]:
    return [one["text"] for one in take(store, who)["notes"]]


def test_P08_what_was_noted_of_the_own_side_comes_along_without_a_name(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor, clock: FixedClock
) -> None:
    """With a tenant there a note may be about the tenant, so that the owner is not given it."""
    desk = actor("receptionist", name="林晓梅")
    wang, li = move_in(homes[0]), move_in(homes[1])
    note(store, desk, homes[0], "听力不好")
    clock.advance(timedelta(days=1))
    entry = {"household_id": homes[0]["id"], "identity_check": CHECK}
    tenant = {"name": "欧阳", "phone": "13900000009", "relation": "tenant"}
    home = perform(store, Directory.add_member, desk, **entry, **tenant)
    renter = move_in(home, 1)
    clock.advance(timedelta(days=1))
    note(store, desk, homes[0], "夜里很吵")
    assert notes(store, renter) == [] and notes(store, wang) == ["听力不好"]
    assert notes(store, li) == [] and "林晓梅" not in str(take(store, wang))
    perform(store, Directory.remove_member, desk, member_id=home["members"][1]["id"], **entry)
    clock.advance(timedelta(days=1))
    note(store, desk, homes[0], "有小孩")
    assert notes(store, wang) == ["听力不好", "有小孩"] and notes(store, renter) == []


def test_P08_without_the_look_at_sides_a_note_on_the_tenant_would_go_to_the_owner(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor,
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Negative control."""
    desk, wang = actor("receptionist"), move_in(homes[0])
    tenant = {"name": "欧阳", "phone": "13900000009", "relation": "tenant"}
    entry = {"household_id": homes[0]["id"], "identity_check": CHECK}
    perform(store, Directory.add_member, desk, **entry, **tenant)
    clock.advance(timedelta(days=1))
    note(store, desk, homes[0], "夜里很吵")
    monkeypatch.setattr(operations, "side_of", lambda _home, _member: "all")
    assert notes(store, wang) == ["夜里很吵"]


def test_P08_who_is_called_regularly_takes_why_and_what_was_written_of_the_calls(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor
) -> None:
    desk = actor("receptionist", name="林晓梅")
    marked = {"household_id": homes[0]["id"], "kind": "elderly_alone", "reason": "八十岁"}
    key = perform(store, Directory.mark_key_household, desk, **marked)
    made = {"key_household_id": key["id"], "outcome": "reached", "remark": "都好"}
    perform(store, Directory.record_key_call, desk, **made)
    wang, li = move_in(homes[0]), move_in(homes[1])
    found = take(store, wang)
    [mark], [call] = found["key_households"], found["key_calls"]
    assert (mark["kind"], mark["reason"]) == ("elderly_alone", "八十岁")
    assert (call["outcome"], call["remark"]) == ("reached", "都好") and "林晓梅" not in str(found)
    assert take(store, li)["key_households"] == take(store, li)["key_calls"] == []
    entry = {"household_id": homes[0]["id"], "identity_check": CHECK}
    family = {"name": "王小明", "phone": "13900000008", "relation": "family"}
    home = perform(store, Directory.add_member, desk, **entry, **family)
    assert take(store, move_in(home, 1))["key_households"] == [], "it is about the owner"


def test_P08_staff_take_what_is_kept_of_them(
    store: Store, employ: Callable[..., Any], actor: MakeActor
) -> None:
    person = employ("steward", name="赵刚", phone="13500000001", buildings=["3栋"])
    found = take(store, actor("steward", id=person["id"]))
    assert (found["roles"], found["buildings"]) == (["steward"], ["3栋"])
    assert found["entries"] == found["looks"] == []
    with pytest.raises(NotFound):
        take(store, actor("steward", id="nobody"))


def test_P08_that_it_was_taken_stands_in_the_trail(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, actor: MakeActor
) -> None:
    wang = move_in(homes[0])
    take(store, wang)
    trail = perform(store, Directory.audit_trail, actor("director"), subject=wang.id)
    assert trail["items"][0]["operation"] == "directory.own_data"


def test_P08_without_the_name_of_who_asks_others_data_would_come_along(
    store: Store, homes: list[dict[str, Any]], move_in: MoveIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    wang = move_in(homes[0])
    move_in(homes[1])
    everybody = operations.ENTRIES.with_only_columns(*operations.ENTRIES.selected_columns)
    everybody._where_criteria = ()
    monkeypatch.setattr(operations, "ENTRIES", everybody)
    assert "13700000001" in str(take(store, wang))

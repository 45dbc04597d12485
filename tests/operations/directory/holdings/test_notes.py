"""D06: notes on a household are the staff's, the important ones first."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contracts.directory.changes import NothingToChange
from contracts.roles import ANYONE
from foundation.actor import Actor, Grant
from foundation.clock import FixedClock
from foundation.errors import Forbidden, NotFound
from foundation.storage.store import Store
from foundation.storage.tables import audit
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import perform
from tests.support.community import OTHER

Enter = Callable[..., dict[str, Any]]
MakeActor = Callable[..., Actor]


@pytest.fixture
def note(store: Store, actor: MakeActor) -> Callable[..., dict[str, Any]]:
    """Writes a note."""

    def write(home: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
        desk = actor("receptionist")
        named = {"household_id": home["id"], "text": text}
        return dict(perform(store, Directory.add_note, desk, **named, **more))

    return write


def texts(store: Store, home: dict[str, Any], by: Actor, **more: Any) -> list[str]:
    found = perform(store, Directory.list_notes, by, household_id=home["id"], **more)
    return [one["text"] for one in found["items"]]


def test_D06_important_notes_come_first_and_what_has_ended_stays(
    store: Store, enter: Enter, actor: MakeActor, note: Callable[..., Any], clock: FixedClock
) -> None:
    home, desk = enter(), actor("receptionist")
    first = note(home, "听力不好，请敲门重一些", important=True)
    clock.advance(timedelta(days=1))
    note(home, "周末在家")
    assert texts(store, home, desk) == ["听力不好，请敲门重一些", "周末在家"]
    named = {"household_id": home["id"], "note_id": first["id"]}
    assert perform(store, Directory.change_note, desk, **named, ended=True)["until"]
    assert texts(store, home, desk) == ["周末在家"]
    assert texts(store, home, desk, ended=True) == ["听力不好，请敲门重一些"]
    back = perform(store, Directory.change_note, desk, **named, ended=False, important=False)
    assert (back["until"], back["important"], back["version"]) == (None, False, 3)
    assert texts(store, home, desk) == ["周末在家", "听力不好，请敲门重一些"]
    with pytest.raises(NothingToChange):
        perform(store, Directory.change_note, desk, **named)


def test_D06_no_resident_sees_a_note_nor_does_who_has_no_need(
    store: Store, enter: Enter, actor: MakeActor, note: Callable[..., Any],
    move_in: Callable[..., Actor],
) -> None:  # fmt: skip
    home = enter()
    note(home, "难沟通", important=True)
    with pytest.raises(Forbidden):
        texts(store, home, move_in(home))
    may = Directory.list_notes.entry.method.roles
    assert "resident" not in may
    for role in ANYONE - {"resident"}:
        if role in may:
            assert texts(store, home, actor(role)) == ["难沟通"]
        else:
            with pytest.raises(Forbidden):
                texts(store, home, actor(role))


def test_D06_notes_are_not_in_what_residents_read_of_the_household(
    store: Store, enter: Enter, note: Callable[..., Any], move_in: Callable[..., Actor]
) -> None:
    home = enter()
    note(home, "难沟通", important=True)
    owner = move_in(home)
    for method in (Directory.get_household, Directory.household_history):
        assert "难沟通" not in str(perform(store, method, owner, household_id=home["id"]))


def test_P01_a_note_is_of_its_household_and_community(
    store: Store, enter: Enter, actor: MakeActor, note: Callable[..., Any]
) -> None:
    home, other = enter(), enter(unit="2-1002")
    made = note(home, "周末在家")
    named = {"note_id": made["id"], "important": True}
    for by, where in (
        (actor("receptionist"), other),
        (actor("receptionist", grants=frozenset({Grant("receptionist", OTHER)})), home),
    ):
        with pytest.raises(NotFound):
            perform(store, Directory.change_note, by, household_id=where["id"], **named)


def test_D03_what_a_note_says_is_not_copied_to_the_trail(
    store: Store, enter: Enter, note: Callable[..., Any]
) -> None:
    note(enter(), "难沟通")
    with store.read() as uow:
        trail = str(uow.session.execute(select(audit)).all())
    assert "household_notes" in trail
    assert "难沟通" not in trail

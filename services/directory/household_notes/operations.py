"""Notes on a household: written, marked important, ended; never shown to residents (D06)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.changes import NothingToChange
from contracts.directory.request_types import (
    AddNoteRequest,
    ChangeNoteRequest,
    ListNotesRequest,
)
from foundation.errors import NotFound
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.household_notes.tables import HouseholdNote
from services.directory.households.tables import Household

COLUMNS: Final = HouseholdNote.__table__.c
NOTES: Final = Listing(
    select(HouseholdNote.__table__).where(COLUMNS.household_id == bindparam("household_id")),
    COLUMNS.id,
    {
        "important": COLUMNS.until.is_(None) & COLUMNS.important,
        "plain": COLUMNS.until.is_(None) & ~COLUMNS.important,
        "ended": COLUMNS.until.is_not(None),
    },
)


def list_notes(uow: UnitOfWork, data: ListNotesRequest) -> dict[str, Any]:
    """One page: before the newest of those that hold, all that are important."""
    uow.load(Household, data["household_id"])
    found = NOTES.page(uow, data, ["ended" if data["ended"] else "plain"])
    if data["ended"] or data["cursor"]:
        return found
    first = NOTES.page(uow, {**data, "limit": MOST_IMPORTANT}, ["important"])
    return found | {"items": [*first["items"], *found["items"]]}


MOST_IMPORTANT: Final = 50
"""What is shown first at most: if all is important, nothing is."""


def add(uow: UnitOfWork, data: AddNoteRequest) -> dict[str, Any]:
    """Write a note."""
    household = uow.load(Household, data["household_id"])
    note = HouseholdNote(
        id=uow.new_id(),
        household_id=household.id,
        at=uow.now,
        by_id=uow.actor.id,
        by=uow.actor.name,
        text=data["text"],
        important=data["important"],
        until=None,
        version=1,
    )
    uow.session.add(note)
    uow.subject("household", household.id)
    return view(note)


def change(uow: UnitOfWork, data: ChangeNoteRequest) -> dict[str, Any]:
    """Mark a note important or not, end it, or let it hold again; raise `NothingToChange`."""
    if not {"important", "ended"} & data.keys():
        raise NothingToChange
    note = uow.load(HouseholdNote, data["note_id"])
    if note.household_id != data["household_id"]:
        raise NotFound(field="note_id")
    uow.check_version(note)
    important = data.get("important", note.important)
    ended = data.get("ended", note.until is not None)
    if (important, ended) != (note.important, note.until is not None):
        note.important, note.until = important, uow.now if ended else None
        note.version += 1
        uow.subject("household", note.household_id)
    return view(note)


def view(note: HouseholdNote) -> dict[str, Any]:
    """A note as it is shown."""
    names = ("id", "household_id", "at", "by", "text", "important", "until", "version")
    return {name: getattr(note, name) for name in names}

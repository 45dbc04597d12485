"""Taking files in, showing them, and having them no longer (P09).

A file and its row cannot be written in one transaction. So first a deadline is written that takes
the file away; then the file; then its row, in a transaction that withdraws the deadline. Whatever
fails or dies in between, no row is without its file, and no file is for long without a row. Units
of work never wait for the storage.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Table, select

from foundation import failpoints
from foundation.actor import Actor
from foundation.deadlines import Deadline
from foundation.errors import ServiceError, StorageAway
from foundation.files.port import FileLost, Files, key_of
from foundation.picture_metadata import stripped
from foundation.pictures import Picture
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork

DROP = "drop_file"
"""Deadline of a file that has no row; its subject is the file's id."""
WITHIN = timedelta(days=1)
"""How soon a file has its row, or goes."""
Row = TypeVar("Row")


def keep(
    store: Store,
    actor: Actor,
    operation: str,
    check: Callable[[UnitOfWork], Picture],
    add: Callable[[UnitOfWork, dict[str, Any]], Row],
) -> Row:
    """File what `check` has found fit and permitted; `add` adds its row, and checks again what may
    have changed. Its columns are those of `columns.Filed`."""
    with store.write(actor, operation) as uow:
        picture = check(uow)
        file_id = uow.new_id()
        uow.deadlines.set(DROP, file_id, uow.now + WITHIN)
    key = key_of(store.service, file_id)
    store.files.put(key, picture.content)
    failpoints.hit(failpoints.FILE_PUT)
    try:
        with store.write(actor, operation) as uow:
            row = add(uow, filed(uow, file_id, picture))
            if not uow.deadlines.cancel(DROP, file_id):
                raise StorageAway  # it took so long that the file is gone
            return row
    except ServiceError:
        store.files.delete(key)
        raise


def filed(uow: UnitOfWork, file_id: str, picture: Picture) -> dict[str, Any]:
    """The columns of `Filed`."""
    return {
        "id": file_id,
        "media_type": picture.media_type,
        "size": len(picture.content),
        "sha256": hashlib.sha256(picture.content).hexdigest(),
        "taken_by_id": uow.actor.id,
        "taken_by_name": uow.actor.name,
        "filed_at": uow.now,
    }


def show(
    store: Store, actor: Actor, operation: str, find: Callable[[UnitOfWork], Any], *more: str
) -> dict[str, Any]:
    """The file of a row that `find` finds for who may see it, with what its contract tells of it
    (and `more`); raise `FileLost` where it is missing or is not what was filed."""
    with store.read(actor, operation) as uow:
        row = find(uow)
        names = ("id", "media_type", "size", "sha256", "taken_by_name", "filed_at", *more)
        told = {name: getattr(row, name) for name in names}
        early = getattr(row, "content", b"")  # of a photo that lies in the database
    content = early or store.files.get(key_of(store.service, told["id"]))
    if hashlib.sha256(content).hexdigest() != told["sha256"]:
        raise FileLost
    return told | {"content": base64.b64encode(stripped(content)).decode("ascii")}


def drop(uow: UnitOfWork, file_id: str) -> None:
    """Have a file no longer once the unit, which deletes its row, is committed."""
    uow.deadlines.set(DROP, file_id, uow.now, again=True)


def dropping(*tables: Table) -> Mapping[str, Any]:
    """The handler of the deadline, for a service whose `tables` are all that name files."""

    def drop_file(uow: UnitOfWork, deadline: Deadline) -> None:
        """Take a file away, unless a row names it."""
        file_id = deadline.subject_id
        rows = (uow.session.scalar(select(t.c.id).where(t.c.id == file_id)) for t in tables)
        if not any(rows):
            files: Files = uow.files
            files.delete(key_of(uow.service, file_id))

    return {DROP: drop_file}

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

from sqlalchemy import ColumnElement, Table, delete, func, select, update

from foundation import erasure, failpoints
from foundation.actor import Actor
from foundation.bound_method import MethodContract
from foundation.deadlines import Deadline
from foundation.errors import NotFound, ServiceError, StorageAway
from foundation.files.columns import Filed
from foundation.files.port import FileLost, Files, key_of
from foundation.picture_metadata import stripped
from foundation.pictures import Picture, received
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork

DROP = "drop_file"
"""Deadline of a file that has no row; its subject is the file's id."""
WITHIN = timedelta(days=1)
"""How soon a file has its row, or goes."""
Row = TypeVar("Row", bound=Filed)
Data = TypeVar("Data")
"""The request of a method."""
Thing = TypeVar("Thing")
"""What files are attached to."""


class TooManyFiles(ServiceError):
    """Nothing more can be attached: {limit} files are there already."""

    code = "too_many_files"


def keep(
    store: Store,
    actor: Actor,
    method: MethodContract,
    data: Data,
    take: Callable[[UnitOfWork, Data], Thing],
    enter: Callable[[UnitOfWork, Thing, Data, dict[str, Any]], Row],
    megabytes: Callable[[UnitOfWork], int],
    *,
    papers: bool = False,
) -> Row:
    """File the photo, with `papers` or the PDF, that stands in `content`.

    `take` finds what it is to be attached to, and refuses; it is asked again when the file is
    there, which may have taken long. `enter` makes the row, with the columns of `columns.Filed`.
    """
    sent: Any = data
    with store.write(actor, method.key) as uow:
        take(uow, data)
        picture = received(sent["content"], megabytes(uow), papers=papers)
        file_id = uow.new_id()
        uow.deadlines.set(DROP, file_id, uow.now + WITHIN)
    key = key_of(store.service, file_id)
    store.files.put(key, picture.content)
    failpoints.hit(failpoints.FILE_PUT)
    try:
        with store.write(actor, method.key) as uow:
            row = enter(uow, take(uow, data), data, filed(uow, file_id, picture))
            uow.session.add(row)
            if not uow.deadlines.cancel(DROP, file_id):
                raise StorageAway  # it took so long that the file is gone
            return row
    except ServiceError:
        store.files.delete(key)
        raise


def require_room(
    uow: UnitOfWork,
    table: type[Filed],
    which: ColumnElement[bool],
    limit: int,
    refusal: type[ServiceError] = TooManyFiles,
) -> None:
    """Raise `TooManyFiles`, or what is said instead, where a thing has its files already."""
    filed_so_far = select(func.count()).select_from(table).where(which)
    if (uow.session.scalar(filed_so_far) or 0) >= limit:
        raise refusal(limit=limit)


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
    store: Store,
    actor: Actor,
    method: MethodContract,
    data: Data,
    find: Callable[[UnitOfWork, Data], Any],
    *more: str,
) -> dict[str, Any]:
    """The file of the row that `find` finds for who may see it, with what its contract tells of it
    (and `more`); raise `FileLost` where it is missing or is not what was filed."""
    with store.read(actor, method.key) as uow:
        row = find(uow, data)
        names = ("id", "media_type", "size", "sha256", "taken_by_name", "filed_at", *more)
        told = {name: getattr(row, name) for name in names}
        early = getattr(row, "content", b"")  # of a photo that lies in the database
    content = early or store.files.get(key_of(store.service, told["id"]))
    if hashlib.sha256(content).hexdigest() != told["sha256"]:
        raise FileLost
    return told | {"content": base64.b64encode(stripped(content)).decode("ascii")}


def attached(uow: UnitOfWork, table: type[Row], file_id: str, **to: str) -> Row:
    """A file, which is had at what it is attached to only (`repair_id=…`); raise `NotFound`."""
    row = uow.load(table, file_id)
    if any(getattr(row, name) != thing for name, thing in to.items()):
        raise NotFound
    return row


def drop_all(uow: UnitOfWork, table: type[Filed], which: ColumnElement[bool]) -> None:
    """Have some rows of a table no longer, and their files."""
    for file_id in list(uow.session.scalars(select(table.id).where(which))):
        drop(uow, file_id)
    uow.session.execute(delete(table).where(which))


def forget_who_filed(uow: UnitOfWork, table: type[Filed], person_id: str) -> None:
    """Erase the name of somebody who has left from the files that stay."""
    theirs = update(table).where(table.taken_by_id == person_id)
    uow.session.execute(theirs.values(taken_by_name=erasure.NOBODY))


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

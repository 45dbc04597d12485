"""Photos that were filed before metadata was taken out of them: it is taken out where they lie.

An upgrade sets the deadline (`begin`), where there are photos. Each time it is processed it takes a
portion and comes again behind it, wherever it was cut off; a day after the last one it looks once
more at what came since, of processes of the release before. P09
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert, select, table, update

from foundation.deadlines import WAITING, Deadline
from foundation.picture_metadata import stripped
from foundation.storage.tables import deadlines
from foundation.storage.unit_of_work import UnitOfWork

STRIP = "strip_photos"
SUBJECT = "photos"
BATCH = 5
"""So many may be 25 MB."""
LATER = timedelta(days=1)


def begin(connection: Connection) -> None:
    """Set the deadline, unless there are no photos: in a migration."""
    if connection.execute(select(1).select_from(table(SUBJECT)).limit(1)).first():
        first = {"kind": STRIP, "subject_id": SUBJECT, "step": "", "data": {}}
        due = {"due_at": datetime.now(UTC), "state": WAITING}
        connection.execute(insert(deadlines).values(**first, **due))


def stripping(photos: Table) -> Mapping[str, Any]:
    """The handler of the deadline, for a service with a table of photos."""

    def strip(uow: UnitOfWork, deadline: Deadline) -> None:
        """Take it out of the photos of one portion; come again while there are more."""
        found = select(photos.c.id, photos.c.content)
        found = (
            found.where(photos.c.id > deadline.step, photos.c.content != b"")
            .order_by(photos.c.id)
            .limit(BATCH)
        )
        rows = uow.session.execute(found).all()
        for row in rows:
            if (alone := stripped(row.content)) != row.content:
                kept: dict[str, Any] = {"content": alone, "size": len(alone)}
                kept["sha256"] = hashlib.sha256(alone).hexdigest()
                uow.session.execute(update(photos).where(photos.c.id == row.id).values(kept))
                uow.trail.note(photos.name, row.id, size=len(alone))
        step = rows[-1].id if rows else deadline.step
        if len(rows) == BATCH:
            uow.deadlines.set(STRIP, SUBJECT, uow.now, step, deadline.data)
        elif not deadline.data:
            due = uow.now + LATER
            uow.deadlines.set(STRIP, SUBJECT, due, step, {"again": True}, again=True)

    return {STRIP: strip}

"""Deadlines: rows with a time at which something is due, each processed exactly once (X09).

No deadline depends on a process being up at that minute: the sweep processes what is due, in the
order of the due times, whenever it comes to run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, insert, select, update
from sqlalchemy.orm import Session

from foundation import scope
from foundation.storage.inserting import insert_ignoring
from foundation.storage.tables import deadlines as table

WAITING, DONE, CANCELLED = "waiting", "done", "cancelled"

MINE = table.c.subject_id == bindparam("subject")
KIND = table.c.kind == bindparam("kind_")
KINDS = table.c.kind.in_(bindparam("kinds", expanding=True))
STEP = table.c.step == bindparam("step_")
NAMED = table.c.id.in_(bindparam("ids", expanding=True))
FOUND = select(table).where(MINE, KIND, STEP).with_for_update()
MOVED = update(table).where(MINE, KIND, STEP)
WAITING_OF_KINDS = select(table).where(MINE, KINDS, table.c.state == WAITING)
LISTED = select(table).where(MINE, KIND, table.c.state == bindparam("state_")).order_by(
    table.c.due_at, table.c.id
)  # fmt: skip


class NotYet(Exception):
    """A handler finds that something must come before it: its deadline stays due."""


def cancelling(*which: Any) -> Any:
    """The statement that takes back those of the waiting ones that no sweep has claimed."""
    free = select(table.c.id).where(*which, table.c.state == WAITING)
    claimed = free.with_for_update(skip_locked=True)
    return update(table).where(table.c.id.in_(claimed)).values(state=CANCELLED)


CANCEL, CANCEL_STEP = cancelling(MINE, KIND), cancelling(MINE, KIND, STEP)
CANCEL_KINDS, CANCEL_NAMED = cancelling(MINE, KINDS), cancelling(NAMED)
"""Statements, built once: to build one takes several times as long as to bind its values."""


@dataclass(frozen=True)
class Deadline:
    """Something that has become due."""

    id: int
    kind: str
    subject_id: str
    step: str
    due_at: datetime
    data: dict[str, Any]


class Deadlines:
    """The deadlines within one unit of work. `(kind, subject_id, step)` is unique."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now

    def set(
        self,
        kind: str,
        subject_id: str,
        due_at: datetime,
        step: str = "",
        data: dict[str, Any] | None = None,
        *,
        again: bool = False,
    ) -> None:
        """Make it due at `due_at`, or move it there while it waits or is cancelled.

        One that has been processed stays processed, unless `again` is given. One that a sweep is
        processing right now is waited for: the sweep either ends, or gives way to the caller.
        """
        values = {"due_at": due_at, "state": WAITING, "data": data or {}}
        new = {
            "kind": kind,
            "subject_id": subject_id,
            "step": step,
            "community_id": scope.current().community,
            **values,
        }
        if self._aside(insert_ignoring(self.session, table), new).rowcount:
            return
        which = {"subject": subject_id, "kind_": kind, "step_": step}
        row = self._aside(FOUND, which).one()
        if again or row.state != DONE:
            if data is None:
                values["data"] = row.data
            fresh = {"attempts": 0, "retry_at": None, "error": None, "worked_at": None}
            self._aside(MOVED.values(**values, **fresh), which)

    def set_many(self, kind: str, due: Iterable[tuple[str, str, datetime, dict[str, Any]]]) -> None:
        """Insert many new ones at once: (subject_id, step, due_at, data)."""
        rows = [
            {
                "kind": kind,
                "subject_id": subject_id,
                "step": step,
                "due_at": due_at,
                "data": data,
                "state": WAITING,
                "community_id": scope.current().community,
            }
            for subject_id, step, due_at, data in due
        ]
        if rows:
            self._aside(insert(table), rows)

    def cancel(self, kind: str, subject_id: str, step: str | None = None) -> int:
        """Take waiting ones back; return how many there were.

        One that a sweep is processing right now is left to it, since its handler may be waiting for
        the subject's row, which the caller holds. The handler then finds a subject for which
        nothing is due.
        """
        which = {"subject": subject_id, "kind_": kind}
        if step is None:
            return self._count(CANCEL, which)
        return self._count(CANCEL_STEP, which | {"step_": step})

    def keep(self, subject_id: str, wanted: Mapping[str, Mapping[str, datetime]]) -> None:
        """Make what waits for a subject exactly what is wanted: kind → step → when.

        Kinds that are not named, and rows that stay as they are, are not touched: one that a
        sweep has claimed must not be waited for, since the sweep may be waiting for the subject.
        """
        mine = {"subject": subject_id, "kinds": list(wanted)}
        if not any(wanted.values()):
            self._count(CANCEL_KINDS, mine)
            return
        rows = self._aside(WAITING_OF_KINDS, mine)
        waiting = {(row.kind, row.step): row for row in rows}
        if gone := [row.id for (kind, step), row in waiting.items() if step not in wanted[kind]]:
            self._count(CANCEL_NAMED, {"ids": gone})
        for kind, steps in wanted.items():
            for step, at in steps.items():
                if (kind, step) not in waiting or waiting[kind, step].due_at != at:
                    self.set(kind, subject_id, at, step, again=True)

    def _aside(self, statement: Executable, values: Any = None) -> Any:
        """Execute what concerns this table alone, without writing down first what else changed."""
        return self.session.execute(statement, values, execution_options={"autoflush": False})

    def _count(self, statement: Executable, values: Any) -> int:
        """Execute it, and return how many rows it has changed."""
        return int(self._aside(statement, values).rowcount)

    def waiting(self, kind: str, subject_id: str) -> list[Deadline]:
        """The ones still to come, in the order in which they are due."""
        return self._list(kind, subject_id, WAITING)

    def processed(self, kind: str, subject_id: str) -> list[Deadline]:
        """The ones that have been processed."""
        return self._list(kind, subject_id, DONE)

    def _list(self, kind: str, subject_id: str, state: str) -> list[Deadline]:
        rows = self._aside(LISTED, {"subject": subject_id, "kind_": kind, "state_": state})
        return [read(row) for row in rows]


def read(row: Any) -> Deadline:
    """A deadline from its row."""
    return Deadline(row.id, row.kind, row.subject_id, row.step, row.due_at, row.data)

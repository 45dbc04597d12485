"""Events that a subscriber could not work: kept in its own database until they are replayed.

`replay` hands the event to the handler again, through the inbox: what was processed in the
meantime is not processed twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foundation.actor import SYSTEM
from foundation.errors import NotFound
from foundation.messaging.envelope import Envelope
from foundation.storage.store import Store
from foundation.storage.tables import dead_letters as table

LONGEST_ERROR = 4000


@dataclass(frozen=True)
class DeadLetter:
    """An event, who could not process it, why, and how often that was tried."""

    id: int
    subscriber: str
    envelope: dict[str, Any]
    error: str
    attempts: int
    first_failed_at: datetime
    died_at: datetime
    replayed_at: datetime | None


def dead_letter(
    store: Store,
    subscriber: str,
    envelope: dict[str, Any],
    error: str,
    attempts: int,
    first_failed_at: datetime | None = None,
) -> None:
    """Keep an event as dead; one that died before is dead again."""
    with store.write(SYSTEM, "dead_letter") as uow:
        row = {
            "envelope": envelope,
            "error": error[:LONGEST_ERROR],
            "attempts": attempts,
            "first_failed_at": first_failed_at or uow.now,
            "died_at": uow.now,
            "replayed_at": None,
        }
        insert: Any = postgresql.insert
        if store.engine.dialect.name == "sqlite":
            insert = sqlite.insert
        uow.session.execute(
            insert(table)
            .values(subscriber=subscriber, event_id=envelope["id"], **row)
            .on_conflict_do_update(index_elements=["subscriber", "event_id"], set_=row)
        )


def find(
    store: Store, *, replayed: bool = False, subscriber: str | None = None, limit: int = 200
) -> Sequence[DeadLetter]:
    """Dead letters, oldest first; with `replayed` also those that were replayed."""
    conditions: list[ColumnElement[bool]] = [] if replayed else [table.c.replayed_at.is_(None)]
    if subscriber:
        conditions.append(table.c.subscriber == subscriber)
    with store.read(SYSTEM) as uow:
        rows = uow.session.execute(
            select(table).where(*conditions).order_by(table.c.id).limit(limit)
        )
        return [read(row) for row in rows]


def waiting(store: Store) -> Sequence[int]:
    """Ids of all that were not replayed: of each subscriber in the order of their events."""
    statement = select(table.c.id).where(table.c.replayed_at.is_(None))
    with store.read(SYSTEM) as uow:
        return list(uow.session.scalars(statement.order_by(table.c.event_id, table.c.id)))


def show(store: Store, letter_id: int) -> DeadLetter:
    """One dead letter; raise `NotFound`."""
    with store.read(SYSTEM) as uow:
        row = uow.session.execute(select(table).where(table.c.id == letter_id)).first()
    if row is None:
        raise NotFound
    return read(row)


def replay(store: Store, letter_id: int, receive: Callable[[Envelope], Any]) -> None:
    """Hand the event to its handler again and mark the letter; raise what the handler raises.

    `receive` must go through the inbox (as `foundation.service.receive` does), since the mark
    follows in a transaction of its own.
    """
    letter = show(store, letter_id)
    receive(Envelope.from_dict(letter.envelope))
    with store.write(SYSTEM, "replay") as uow:
        uow.session.execute(
            update(table).where(table.c.id == letter_id).values(replayed_at=uow.now)
        )


def count(store: Store) -> int:
    """How many dead letters wait to be replayed."""
    with store.read(SYSTEM) as uow:
        statement = select(func.count()).select_from(table).where(table.c.replayed_at.is_(None))
        return uow.session.scalar(statement) or 0


def read(row: Any) -> DeadLetter:
    """A row as a dead letter."""
    values = row._mapping
    return DeadLetter(**{name: values[name] for name in DeadLetter.__dataclass_fields__})

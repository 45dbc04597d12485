"""The outbox: events written in the transaction of what they report, waiting to be published.

Order: events of one aggregate leave in the order of their ids. On PostgreSQL several relays may
work beside each other; each claims whole aggregates, by locking the oldest unsent row of each
(`FOR UPDATE SKIP LOCKED`) until what it sent is marked. Whoever does not hold an aggregate's
oldest row sends none of its events. Mark what was sent without gaps per aggregate (`unbroken`),
never a later event before an earlier one.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Text, bindparam, cast, func, select, update
from sqlalchemy.orm import Session

from foundation.actor import SYSTEM
from foundation.storage.store import Store
from foundation.storage.tables import outbox as table

ENVELOPE_COLUMNS = [
    cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column
    for column in table.c
]
"""The columns of an event whose JSON stays text, since most events are passed on as they are."""
UNSENT = (
    select(*ENVELOPE_COLUMNS)
    .where(table.c.sent_at.is_(None), table.c.id.not_in(bindparam("besides", expanding=True)))
    .order_by(table.c.id)
    .limit(bindparam("most"))
)
NAMED = table.c.id.in_(bindparam("ids", expanding=True))
FREE = (
    select(table.c.aggregate_id)
    .where(NAMED, table.c.sent_at.is_(None))
    .with_for_update(skip_locked=True)
)
SENT = update(table).where(NAMED).values(
    sent_at=bindparam("told_at"), attempts=table.c.attempts + 1
)  # fmt: skip
NOT_SENT = update(table).where(NAMED).values(sent_at=None)
"""Built once, since that takes longer than to bind values."""


def unsent(session: Session, limit: int, besides: Collection[int] = ()) -> Sequence[Any]:
    """Unsent rows, oldest first, without those whose ids are in `besides`."""
    return session.execute(UNSENT, {"besides": list(besides), "most": limit}).all()


def claim(session: Session, limit: int) -> list[Any]:
    """Unsent rows that are this transaction's to send, oldest first."""
    rows = unsent(session, limit)
    heads: dict[str, int] = {}
    for row in rows:
        heads.setdefault(row.aggregate_id, row.id)
    if not heads:
        return []
    mine = set(session.scalars(FREE, {"ids": list(heads.values())}))
    return [row for row in rows if row.aggregate_id in mine]


def unbroken(rows: Iterable[Any], sent: Collection[int]) -> list[int]:
    """Those ids of `sent` before which nothing of their aggregate is missing."""
    held_up: set[str] = set()
    result = []
    for row in rows:
        if row.id not in sent:
            held_up.add(row.aggregate_id)
        elif row.aggregate_id not in held_up:
            result.append(row.id)
    return result


def mark_sent(session: Session, ids: Collection[int]) -> None:
    """Record that these events have been published, and that it is done."""
    if ids:
        session.execute(SENT, {"ids": list(ids), "told_at": datetime.now(UTC)})


def mark_unsent(session: Session, ids: Collection[int]) -> None:
    """Take the mark back from events that the broker did not confirm."""
    if ids:
        session.execute(NOT_SENT, {"ids": list(ids)})


def lag(store: Store) -> tuple[int, float]:
    """How many events wait, and for how many seconds the oldest has."""
    with store.read(SYSTEM) as uow:
        statement = select(func.count(), func.min(table.c.occurred_at))
        count, oldest = uow.session.execute(statement.where(table.c.sent_at.is_(None))).one()
        return count, max((uow.now - oldest).total_seconds(), 0.0) if oldest else 0.0

"""Forgetting what is long done, in small transactions, so that nobody waits for it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, select, tuple_

from foundation.actor import SYSTEM
from foundation.storage.store import Store
from foundation.storage.tables import inbox, outbox

KEEP_SENT = timedelta(days=7)
"""How long the outbox keeps what it has handed on."""
KEEP_WORKED = timedelta(days=90)
"""How long an inbox knows an event again: longer than any outbox or queue can bring it back."""
BATCH = 1000


def prune(store: Store) -> None:
    """Forget what was sent and what was worked long ago."""
    prune_outbox(store)
    prune_inbox(store)


def prune_outbox(store: Store, keep: timedelta = KEEP_SENT) -> int:
    """Delete events sent longer than `keep` ago; tell how many."""
    return delete_before(store, outbox, outbox.c.sent_at, keep)


def prune_inbox(store: Store, keep: timedelta = KEEP_WORKED) -> int:
    """Delete marks of events worked longer than `keep` ago; tell how many."""
    return delete_before(store, inbox, inbox.c.handled_at, keep)


def delete_before(
    store: Store, table: Table, moment: ColumnElement[datetime], keep: timedelta
) -> int:
    """Delete rows whose moment is longer than `keep` ago, oldest first; tell how many.

    The wall clock counts, as it did when the rows were marked: queues know no demo time.
    """
    key = tuple_(*table.primary_key.columns)
    deleted = 0
    while True:
        with store.write(SYSTEM, f"prune_{table.name}") as work:
            oldest = select(*table.primary_key.columns).where(moment < datetime.now(UTC) - keep)
            batch = oldest.order_by(moment).limit(BATCH)
            done = work.session.execute(delete(table).where(key.in_(batch)))
            gone: int = done.rowcount  # type: ignore[attr-defined]
        deleted += gone
        if gone < BATCH:
            return deleted

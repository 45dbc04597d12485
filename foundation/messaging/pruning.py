"""Forgetting what is long done, in small transactions, so that nobody waits for it.

The wall clock counts, as it did when the rows were marked: queues know no demo time.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Table, delete, select, tuple_

from foundation.actor import SYSTEM
from foundation.retention_policy import RetentionPolicy
from foundation.storage.store import Store
from foundation.storage.tables import inbox, outbox

BATCH = 1000


def prune(store: Store) -> None:
    """Forget what was sent and what was processed longer ago than the policy keeps it."""
    with store.read(SYSTEM) as uow:
        policy = uow.policy(RetentionPolicy)
    prune_outbox(store, timedelta(days=policy.keep_sent_days))
    if policy.keep_worked_days:
        prune_inbox(store, timedelta(days=policy.keep_worked_days))


def prune_outbox(store: Store, keep: timedelta) -> int:
    """Delete events sent longer than `keep` ago; return how many.

    It looks from the oldest event on as far as the first sent since, and leaves what is beyond for
    a later time: an index of the moments would cost more with every event than this does in all.
    """
    since = datetime.now(UTC) - keep
    sent = select(outbox.c.id).order_by(outbox.c.id).limit(1).where(outbox.c.sent_at >= since)
    with store.read(SYSTEM) as uow:
        first_kept = uow.session.scalar(sent)
    done = outbox.c.sent_at < since
    if first_kept is not None:
        done &= outbox.c.id < first_kept
    return delete_in_batches(store, outbox, select(outbox.c.id).where(done).order_by(outbox.c.id))


def prune_inbox(store: Store, keep: timedelta) -> int:
    """Delete marks of events processed longer than `keep` ago, oldest first; return how many."""
    handled_at = inbox.c.handled_at
    done = select(*inbox.primary_key.columns).where(handled_at < datetime.now(UTC) - keep)
    return delete_in_batches(store, inbox, done.order_by(handled_at))


def delete_in_batches(store: Store, table: Table, keys: Select[Any]) -> int:
    """Delete the rows whose keys are selected; return how many."""
    key = tuple_(*table.primary_key.columns)
    deleted = 0
    while True:
        with store.write(SYSTEM, f"prune_{table.name}") as uow:
            done = uow.session.execute(delete(table).where(key.in_(keys.limit(BATCH))))
            gone: int = done.rowcount  # type: ignore[attr-defined]
        deleted += gone
        if gone < BATCH:
            return deleted

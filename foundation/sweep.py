"""The sweep: processes deadlines that have become due, each once, in order (X09).

Any number of processes may sweep at the same time: a due row is claimed with SKIP LOCKED and
marked in the transaction of its effect. Where that needs a row that somebody else holds, the sweep
gives way and comes again, since the other may be waiting for the deadline that it has claimed.
"""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update

from foundation import failpoints
from foundation.actor import SYSTEM
from foundation.deadlines import DONE, WAITING, Deadline, NotYet, read
from foundation.errors import StorageAway
from foundation.scope import Scope
from foundation.storage.store import RowsInUse, Store
from foundation.storage.tables import deadlines as table
from foundation.storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

Handler = Callable[[UnitOfWork, Deadline], object]
GIVE_WAY = timedelta(milliseconds=300)
"""How long a handler waits for a row; less than PostgreSQL waits before it looks for deadlocks."""
RETRY_AFTER = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10))


def process_due(store: Store, handlers: Mapping[str, Handler], limit: int = 200) -> int:
    """Process what is due now, at most `limit`; return how many were processed.

    One whose handler fails is rolled back, tried again later, and holds up no other. One whose
    rows are in use, or which waits for another, stays due.
    """
    processed = 0
    for deadline_id, community in due(store, handlers, limit):
        try:
            processed += process_one(store, handlers, deadline_id, Scope.within(community))
            failpoints.hit(failpoints.DEADLINE_PROCESSED)
        except (RowsInUse, NotYet):
            log.debug("deadline %s gives way", deadline_id)
        except StorageAway:
            raise
        except Exception as error:  # whatever a handler raises must not stop the sweep
            log.exception("deadline %s failed", deadline_id)
            postpone(store, deadline_id, error)
        time.sleep(0)  # let requests in between
    return processed


def due(store: Store, handlers: Mapping[str, Handler], limit: int) -> list[tuple[int, str | None]]:
    """What is due, earliest first, and in which community."""
    with store.read() as uow:
        statement = (
            select(table.c.id, table.c.community_id)
            .where(table.c.state == WAITING, table.c.due_at <= uow.now)
            .where(table.c.kind.in_(handlers))
            .where(not_delayed(uow.now))
            .order_by(table.c.due_at, table.c.id)
            .limit(limit)
        )
        return [(row.id, row.community_id) for row in uow.session.execute(statement)]


def not_delayed(now: datetime) -> ColumnElement[bool]:
    """That a deadline does not wait for another attempt."""
    return or_(table.c.retry_at.is_(None), table.c.retry_at <= now)


def process_one(
    store: Store, handlers: Mapping[str, Handler], deadline_id: int, scope: Scope
) -> int:
    """Claim and process one in its scope; 0 if somebody else has it or it is no longer due."""
    with store.write(SYSTEM, "deadline", scope=scope, flush=False) as uow:
        uow.give_way(GIVE_WAY)
        row = uow.session.execute(
            select(table)
            .where(table.c.id == deadline_id, table.c.state == WAITING)
            .where(table.c.due_at <= uow.now)
            .with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return 0
        done = {"state": DONE, "worked_at": uow.now, "error": None}
        uow.session.execute(update(table).where(table.c.id == deadline_id).values(done))
        uow.operation = f"deadline:{row.kind}"
        uow.subject(row.kind, row.subject_id)
        handlers[row.kind](uow, read(row))
        failpoints.hit(failpoints.DEADLINE_PROCESSING)
        return 1


def postpone(store: Store, deadline_id: int, error: Exception) -> None:
    """Try again later, with growing delay."""
    with store.write(SYSTEM, "postpone", flush=False) as uow:
        attempts = uow.session.scalar(select(table.c.attempts).where(table.c.id == deadline_id))
        delay = RETRY_AFTER[min(attempts or 0, len(RETRY_AFTER) - 1)]
        uow.session.execute(
            update(table)
            .where(table.c.id == deadline_id)
            .values(
                attempts=table.c.attempts + 1,
                retry_at=uow.now + delay,
                error=f"{type(error).__name__}: {error}"[:2000],
            )
        )


def next_due(store: Store, handlers: Mapping[str, Handler]) -> datetime | None:
    """When the next deadline is due, or None; one that failed counts after its delay."""
    with store.read() as uow:
        statement = select(func.min(table.c.due_at)).where(
            table.c.state == WAITING, table.c.kind.in_(handlers), not_delayed(uow.now)
        )
        due: datetime | None = uow.session.scalar(statement)
        return due


def lag(store: Store, handlers: Mapping[str, Handler]) -> float:
    """Seconds by which the oldest due deadline is late."""
    first = next_due(store, handlers)
    return max((store.clock.now() - first).total_seconds(), 0.0) if first else 0.0

"""Answers that a release before kept readable: sealed as today's are, with the key beside them.

Those of the last day are left: during an upgrade a process of that release may be asked again
under a key that it used, and knows it only as it wrote it.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from foundation.actor import Actor
from foundation.storage.idempotency import DIGEST, FORGOTTEN, IdempotencyKey
from foundation.storage.inserting import insert_ignoring
from foundation.storage.tables import idempotency_keys as table
from foundation.storage.unit_of_work import UnitOfWork

LEFT = timedelta(days=1)
FARTHEST = timedelta(days=400)
"""None is older, unless nothing ran for so long."""
BATCH = 200
PLAIN = ~table.c.key.startswith(DIGEST)


def seal(uow: UnitOfWork, _policy: Any = None) -> bool:
    """Seal a portion; return whether there may be more."""
    made_at = table.c.made_at
    old = (made_at < uow.now - LEFT) & (made_at >= uow.now - FARTHEST)
    found = select(table).where(old, PLAIN).order_by(made_at).limit(BATCH).with_for_update()
    rows = uow.session.execute(found).all()
    for row in rows:
        once = IdempotencyKey(Actor(row.actor_id, "", frozenset()), row.operation, row.key, None)
        kept = {
            "key": once.digest,
            "fingerprint": once.carried(row.fingerprint),
            "answer": FORGOTTEN if row.answer == FORGOTTEN else once.seal(row.answer),
        }
        which = [column == getattr(row, column.name) for column in table.primary_key.columns]
        uow.session.execute(insert_ignoring(uow.session, table), dict(row._mapping) | kept)
        uow.session.execute(delete(table).where(*which))
    return len(rows) == BATCH

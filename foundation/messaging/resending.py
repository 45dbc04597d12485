"""After a loss: events that a broker held are sent again from the outboxes.

First have every inbox `remember`, then let every outbox `send_again`. Inboxes recognise what was
processed before; in between, none of them may have forgotten (see `pruning`).
"""

from datetime import UTC, datetime

from sqlalchemy import update

from foundation.actor import SYSTEM
from foundation.storage.store import Store
from foundation.storage.tables import inbox, outbox


def remember(store: Store) -> None:
    """Keep every mark in the inbox as if it were made now; a restored one may be old."""
    with store.write(SYSTEM, "remember") as uow:
        uow.session.execute(update(inbox).values(handled_at=datetime.now(UTC)))


def send_again(store: Store) -> int:
    """Have all events that are kept sent again, in their order; return how many."""
    with store.write(SYSTEM, "send_again") as uow:
        again = update(outbox).where(outbox.c.sent_at.is_not(None)).values(sent_at=None)
        return int(uow.session.execute(again).rowcount)  # type: ignore[attr-defined]

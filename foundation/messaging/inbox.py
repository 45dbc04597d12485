"""The inbox: an event's effect happens once, however often the event is delivered."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foundation.storage.tables import inbox as table


def first_time(session: Session, subscriber: str, event_id: str) -> bool:
    """Claim an event for a subscriber within the transaction of its effect.

    False if it was worked before. A second delivery at the same time waits for the first one's
    transaction, and is the first itself if that one is rolled back.
    """
    insert: Any = postgresql.insert
    if session.get_bind().dialect.name == "sqlite":
        insert = sqlite.insert
    row = {"subscriber": subscriber, "event_id": event_id, "handled_at": datetime.now(UTC)}
    done = session.execute(insert(table).values(row).on_conflict_do_nothing())
    return bool(done.rowcount)  # type: ignore[attr-defined]

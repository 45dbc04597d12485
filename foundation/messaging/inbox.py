"""The inbox: an event's effect happens once, however often the event is delivered."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from foundation.storage.inserting import dialect_of, ignoring
from foundation.storage.tables import inbox as table


@cache
def claim(dialect: str) -> Any:
    """The statement that claims events, and returns which were not there."""
    return ignoring(table, dialect).returning(table.c.event_id)


def first_time(session: Session, subscriber: str, event_id: str) -> bool:
    """Claim an event for a subscriber within the transaction of its effect.

    False if it was processed before. A second delivery at the same time waits for the first one's
    transaction, and is the first itself if that one is rolled back.
    """
    return bool(first_times(session, subscriber, [event_id]))


def first_times(session: Session, subscriber: str, event_ids: Iterable[str]) -> set[str]:
    """Claim several events; return which of them were not processed before."""
    row = {"subscriber": subscriber, "handled_at": datetime.now(UTC)}
    rows = [row | {"event_id": event_id} for event_id in event_ids]
    return set(session.scalars(claim(dialect_of(session)), rows))

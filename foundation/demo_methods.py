"""The services' side of the demo clock: time, due work, and events still under way."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, func, select

from foundation import sweep
from foundation.config import settings
from foundation.errors import NotFound
from foundation.messaging.rpc import rpc
from foundation.storage.store import Store
from foundation.storage.tables import dead_letters, inbox, outbox

UNSENT = outbox.c.sent_at.is_(None)
"""That the relay has not handed an event on."""


class DemoClock:
    """Remote methods by which the demo clock is moved (see `foundation.demo_clock`).

    Mixed into every service; they refuse to act outside demo mode.
    """

    unit: Any
    deadline_handlers: ClassVar[Mapping[str, sweep.Handler]]
    subscriptions: ClassVar[Any]

    @rpc
    def clock_offset(self, data: Any = None) -> float:
        """Seconds by which the clock is ahead of the machine's."""
        with demo_store(self).read() as uow:
            return (uow.now - datetime.now(UTC)).total_seconds()

    @rpc
    def clock_set(self, data: Any) -> None:
        """Set the clock ahead by `offset_seconds`; with `stands_at` it stands still there."""
        stands_at = data.get("stands_at")
        demo_store(self).set_clock(
            timedelta(seconds=data["offset_seconds"]),
            datetime.fromisoformat(stands_at) if stands_at else None,
        )

    @rpc
    def next_due(self, data: Any = None) -> str | None:
        """When the next deadline is due."""
        due = sweep.next_due(demo_store(self), type(self).deadline_handlers)
        return due.isoformat() if due else None

    @rpc
    def work_due(self, data: Any = None) -> int:
        """Process what is due; answer how many deadlines were processed."""
        return sweep.process_due(demo_store(self), type(self).deadline_handlers)

    @rpc
    def events_now(self, data: Any = None) -> dict[str, Any]:
        """The last row of the outbox, and the events up to there that are not handed on yet."""
        store = demo_store(self)
        return {"last": last(store), "unsent": [event for _, *event in events(store, UNSENT)]}

    @rpc
    def events_state(self, data: Any) -> dict[str, Any]:
        """Whether events are under way; if none is, those published `after` a row, and the last
        row."""
        store = demo_store(self)
        if under_way(store):
            return {"under_way": True}
        rows = events(store, outbox.c.id > data["after"])
        return {
            "under_way": False,
            "told": [event for _, *event in rows],
            "last": rows[-1][0] if rows else data["after"],
        }

    @rpc
    def events_missing(self, data: Any) -> int:
        """How many of the events that others published have not been processed here."""
        return missing(demo_store(self), type(self).subscriptions(), data["told"])

    @rpc
    def events_progress(self, data: Any = None) -> list[int]:
        """Events not handed on yet, and effects of events that are written down."""
        return progress(demo_store(self))


def demo_store(service: Any) -> Store:
    """The store, in demo mode; raise `NotFound` outside it."""
    if not settings().demo:
        raise NotFound
    store: Store = service.unit.store
    return store


def last(store: Store) -> int:
    """The last row of the outbox; 0 where there is none."""
    with store.read() as uow:
        return uow.session.scalar(select(func.max(outbox.c.id))) or 0


def under_way(store: Store) -> bool:
    """Whether the relay has events of this service to hand on."""
    with store.read() as uow:
        return uow.session.scalar(select(func.min(outbox.c.id)).where(UNSENT)) is not None


def progress(store: Store) -> list[int]:
    """What changes while events get on."""
    counts = (
        select(func.count()).select_from(outbox).where(UNSENT),
        select(func.count(inbox.c.event_id)),
    )
    with store.read() as uow:
        return [uow.session.scalar(count) or 0 for count in counts]


def events(store: Store, which: ColumnElement[bool]) -> list[list[Any]]:
    """Rows of the outbox in their order, as [row, id, source, type]."""
    statement = select(outbox.c.id, outbox.c.event_id, outbox.c.source, outbox.c.type)
    with store.read() as uow:
        rows = uow.session.execute(statement.where(which).order_by(outbox.c.id))
        return [list(row) for row in rows]


def missing(store: Store, subscriptions: dict[tuple[str, str], str], events: list[Any]) -> int:
    """How many of the events that others published this service subscribes to but has not
    processed.

    `subscriptions` maps (source, type) to the subscriber's name.
    """
    wanted = {
        (subscriptions[source, type_], event_id)
        for event_id, source, type_ in events
        if (source, type_) in subscriptions
    }
    if not wanted:
        return 0
    ids = [event_id for _, event_id in wanted]
    with store.read() as uow:
        seen: set[tuple[str, str]] = set()
        for table in (inbox, dead_letters):
            statement = select(table.c.subscriber, table.c.event_id)
            rows = uow.session.execute(statement.where(table.c.event_id.in_(ids)))
            seen |= {(row.subscriber, row.event_id) for row in rows}
        return len(wanted - seen)

"""The relay of one process: from the outbox straight to the subscribers' handlers.

A row is marked sent when all handlers have processed it or it is dead for them; `kill -9` at any
moment loses nothing, and what was half done is done again under the inbox's guard. Each
subscriber processes the events of one aggregate in order; a slow one holds up nothing else.

The disk is waited for once per batch, not once per event: the outbox is flushed before its
events are handed on, and their effects before the events are marked. So neither does a power
failure lose an event.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any

from foundation import failpoints
from foundation.actor import SYSTEM
from foundation.errors import StorageAway
from foundation.messaging import outbox, pruning
from foundation.messaging.direct import bus
from foundation.messaging.envelope import Envelope
from foundation.messaging.keyed_executor import KeyedSerialExecutor
from foundation.storage.store import Store

log = logging.getLogger(__name__)

WINDOW = 1000
"""Events under way at a time."""
POLL_SECONDS = 1.0
PRUNE_SECONDS = 3600.0


class DirectRelay:
    """Dispatches one service's outbox."""

    is_connected = True

    def __init__(self, store: Store, poll_seconds: float = POLL_SECONDS) -> None:
        self._store = store
        self._poll_seconds = poll_seconds
        self._woken = threading.Event()
        self._stopping = False
        self._under_way: dict[int, int] = {}
        """Row id → handlers that have not finished."""
        self._done: set[int] = set()
        self._touched: set[bus.Subscriber] = set()
        """Those with effects that may not be on disk yet."""
        self._pruned_at = monotonic()
        self._thread: Any = None

    def wake(self) -> None:
        """There is something to dispatch or to mark."""
        self._woken.set()

    def start(self, spawn: Callable[[Callable[[], None]], Any]) -> None:
        """Begin to dispatch, in threads made by `spawn`."""
        self._executor = KeyedSerialExecutor(spawn)
        self._thread = spawn(self._run)

    def stop(self) -> None:
        """Dispatch no more; what the handlers have finished is marked."""
        self._stopping = True
        self.wake()
        if self._thread is not None:
            self._thread.wait()

    def _run(self) -> None:
        while not self._stopping:
            self._woken.wait(self._poll_seconds)
            self._woken.clear()
            try:
                self._mark()
                if not self._stopping:
                    self._dispatch()
                    self._prune()
            except StorageAway as error:
                log.warning("the outbox cannot be processed: %s", error.__cause__)

    def _dispatch(self) -> None:
        room = WINDOW - len(self._under_way)
        if room <= 0:
            return
        with self._store.read(SYSTEM) as uow:
            rows = outbox.unsent(uow.session, room, besides=self._under_way)
        self._store.flush()
        for row in rows:
            envelope = Envelope.from_row(row)
            subscribers = bus.subscribers_to(envelope.source, envelope.type)
            self._under_way[row.id] = len(subscribers)
            if not subscribers:
                self._finished(row.id)
            for subscriber in subscribers:
                key = (subscriber.subscription.subscriber, envelope.aggregate_id)
                self._executor.submit(key, partial(self._deliver, subscriber, row.id, envelope))

    def _deliver(self, subscriber: bus.Subscriber, row_id: int, envelope: Envelope) -> None:
        if self._stopping or not subscriber.deliver(envelope):
            return
        self._touched.add(subscriber)
        self._under_way[row_id] -= 1
        if not self._under_way[row_id]:
            self._finished(row_id)

    def _finished(self, row_id: int) -> None:
        self._done.add(row_id)
        self.wake()

    def _mark(self) -> None:
        """Mark what is finished; until then a row is under way, or it would be read again."""
        if not self._done:
            return
        done, touched = set(self._done), set(self._touched)
        self._touched -= touched
        for subscriber in touched:
            subscriber.flush()
        failpoints.hit(failpoints.PUBLISHED)
        with self._store.write(SYSTEM, "relay", flush=False) as uow:
            outbox.mark_sent(uow.session, done)
        self._done -= done
        for row_id in done:
            del self._under_way[row_id]

    def _prune(self) -> None:
        if monotonic() - self._pruned_at > PRUNE_SECONDS:
            self._pruned_at = monotonic()
            pruning.prune(self._store)

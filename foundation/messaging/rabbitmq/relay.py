"""The relay of the cluster: from the outbox to RabbitMQ, confirmed, in order, never lost.

Rows are marked sent only when the broker has confirmed them, in the transaction that holds them
claimed. A broker or a database that is away makes events late; it never blocks who writes them.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from foundation import failpoints
from foundation.actor import SYSTEM
from foundation.errors import StorageAway
from foundation.messaging import outbox, pruning
from foundation.messaging.envelope import body_of
from foundation.messaging.rabbitmq.publisher import Batch, Publication, Publisher
from foundation.messaging.topology import exchange_of
from foundation.storage.store import Store

log = logging.getLogger(__name__)

WINDOW = 1000
"""Events claimed, marked and published together."""
WINDOWS = 5
"""So many windows at most go in one transaction, the next while the broker works on the last."""
POLL_SECONDS = 1.0
"""How often to look for rows of other processes; own commits wake the relay at once."""
PRUNE_SECONDS = 3600.0


class RabbitMQRelay:
    """Publishes one service's outbox."""

    def __init__(self, store: Store, publisher: Publisher, poll_seconds: float = POLL_SECONDS):
        self._store = store
        self._publisher = publisher
        self._poll_seconds = poll_seconds
        self._woken = threading.Event()
        self._stopping = False
        self._pruned_at = monotonic()
        shares = store.engine.dialect.name == "postgresql"
        self._send_batch = self._send_claimed if shares else self._send_alone
        self._thread: Any = None

    @property
    def is_connected(self) -> bool:
        """Whether the broker is there."""
        return self._publisher.is_up

    def wake(self) -> None:
        """There is something to send."""
        self._woken.set()

    def start(self, spawn: Callable[[Callable[[], None]], Any]) -> None:
        """Begin to connect and to send, in threads made by `spawn`."""
        self._publisher.start(spawn)
        self._thread = spawn(self._run)

    def stop(self) -> None:
        """Finish the batch in hand and disconnect."""
        self._stopping = True
        self.wake()
        if self._thread is not None:
            self._thread.wait()
        self._publisher.stop()

    def _run(self) -> None:
        while not self._stopping:
            self._woken.wait(self._poll_seconds)
            self._woken.clear()
            try:
                if self._publisher.wait_until_up(self._poll_seconds):
                    while not self._stopping and self._send_batch():
                        pass
                self._prune()
            except StorageAway as error:
                log.warning("the outbox cannot be read: %s", error.__cause__)

    def _send_claimed(self) -> bool:
        """Mark first, then publish, then commit: what a full database does not let be marked
        would else be published anew each second, for as long as it is full.
        """
        rows: list[Any] = []
        begun: list[Batch] = []
        with self._store.write(SYSTEM, "relay") as uow:
            while len(rows) == WINDOW * len(begun) and len(begun) < WINDOWS:
                claimed = outbox.claim(uow.session, WINDOW)
                outbox.mark_sent(uow.session, [row.id for row in claimed])
                begun.append(self._publisher.begin(publications(claimed)))
                rows += claimed
            confirmed = set[int]().union(*map(self._publisher.confirmed, begun))
            sent = outbox.unbroken(rows, confirmed)
            if sent:
                failpoints.hit(failpoints.PUBLISHED)
            outbox.mark_unsent(uow.session, {row.id for row in rows}.difference(sent))
        return bool(sent)

    def _send_alone(self) -> bool:
        """For a database without row locks: there is one relay, and no transaction may wait."""
        with self._store.read(SYSTEM) as uow:
            rows = outbox.unsent(uow.session, WINDOW)
        if sent := outbox.unbroken(rows, self._publisher.publish(publications(rows))):
            with self._store.write(SYSTEM, "relay") as uow:
                outbox.mark_sent(uow.session, sent)
        return bool(sent)

    def _prune(self) -> None:
        if monotonic() - self._pruned_at > PRUNE_SECONDS:
            self._pruned_at = monotonic()
            pruning.prune(self._store)


def publications(rows: Iterable[Any]) -> list[Publication]:
    """The messages of outbox rows."""
    return [
        Publication(
            key=row.id,
            exchange=exchange_of(row.source),
            routing_key=row.type,
            message_id=row.event_id,
            body=body_of(row),
        )
        for row in rows
    ]

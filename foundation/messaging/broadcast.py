"""What the services tell, heard by a process as it happens: for screens, not for work.

Lifecycle: `start()` begins to hear, `stop()` ends it. Over RabbitMQ each listener has a queue of
its own that goes with its connection; within one process the relay tells it as it tells the
subscribers. What happens while nobody listens is missed, and nothing waits for a listener: it
must neither block nor rely on hearing everything.
"""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from typing import Any

from foundation.messaging import bus, embedded
from foundation.messaging.envelope import Envelope
from foundation.messaging.link import Link, LinkDown
from foundation.messaging.topology import Subscription, exchange_of

log = logging.getLogger(__name__)

Hear = Callable[[str, str, Mapping[str, Any]], None]
"""(source, type, data) of what happened."""
HINTS = "hints"
"""The exchange of what is no event: hints of one process to the screens of all."""
MOST_WAITING = 10_000
"""Messages that may wait for a listener that is slow; older ones are dropped."""


class Broadcast:
    """Hears all events of these sources and types, and the hints of other processes."""

    def __init__(self, uri: str, events: Collection[tuple[str, str]], hear: Hear) -> None:
        self._events = events
        self._hear = hear
        self._link = None if embedded.is_embedded(uri) else Link(uri, prepare=self._listen)

    def start(self) -> None:
        """Begin to hear; does not wait for the broker."""
        if self._link is not None:
            self._link.start()
            return
        for source, type_ in self._events:
            bus.enter(Ear(Subscription(source, type_, "screens", type_), self._heard))

    def stop(self) -> None:
        """Hear no more."""
        self._hear = hear_nothing
        if self._link is not None:
            self._link.stop()

    def hint(self, source: str, data: Mapping[str, Any]) -> None:
        """Tell all listeners, of every process, that something of `source` has changed."""
        if self._link is None:
            self._heard(source, HINTS, data)
            return
        try:
            self._link.publish(json.dumps({"source": source, "data": data}).encode(), HINTS, "", {})
        except LinkDown:
            log.debug("a hint is lost: no broker")

    def _listen(self, channel: Any) -> None:
        queue = channel.queue_declare(
            queue="", exclusive=True, auto_delete=True, arguments={"x-max-length": MOST_WAITING}
        ).queue
        for source in sorted({source for source, _ in self._events}):
            exchange = exchange_of(source)
            channel.exchange_declare(
                exchange=exchange, type="topic", durable=True, auto_delete=False
            )
            channel.queue_bind(queue=queue, exchange=exchange, routing_key="#")
        channel.exchange_declare(exchange=HINTS, type="fanout", durable=False, auto_delete=False)
        channel.queue_bind(queue=queue, exchange=HINTS)
        channel.basic_consume(queue=queue, no_ack=True, callback=self._take)

    def _take(self, message: Any) -> None:
        try:
            told = json.loads(message.body)
            source, type_, data = told["source"], told.get("type", HINTS), told["data"]
        except (ValueError, KeyError, TypeError):
            log.warning("what was told is no event")
            return
        self._heard(source, type_, data)

    def _heard(self, source: str, type_: str, data: Mapping[str, Any]) -> None:
        try:
            self._hear(source, type_, data)
        except Exception:
            log.exception("a listener failed at %s %s", source, type_)


class Ear:
    """A listener in the embedded bus: it has worked every event as soon as it has heard it."""

    def __init__(self, subscription: Subscription, heard: Hear) -> None:
        self.subscription = subscription
        self._heard = heard

    def deliver(self, envelope: Envelope) -> bool:
        """Hear the event; it never waits for another run."""
        self._heard(envelope.source, envelope.type, envelope.data)
        return True

    def flush(self) -> None:
        """Nothing to put on disk."""


def hear_nothing(source: str, type_: str, data: Mapping[str, Any]) -> None:
    """In place of a listener that has stopped."""

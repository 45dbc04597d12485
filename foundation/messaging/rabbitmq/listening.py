"""Listeners over RabbitMQ: each has a queue of its own that goes with its connection."""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from typing import Any

from foundation.messaging.rabbitmq.link import Link, LinkDown
from foundation.messaging.topology import HINTS, exchange_of
from foundation.messaging.transport import OnEvent
from foundation.scope import FIRST_COMMUNITY

log = logging.getLogger(__name__)

MOST_WAITING = 10_000
"""Messages that may wait for a listener that is slow; older ones are dropped."""


class RabbitMQListening:
    """Hears while it is connected; see `broadcast`."""

    def __init__(
        self,
        uri: str,
        events: Collection[tuple[str, str]],
        on_event: OnEvent,
        missed: Callable[[], None],
    ) -> None:
        self._events = events
        self._on_event = on_event
        self._missed = missed
        self._link = Link(uri, prepare=self._listen, lost=missed)

    @property
    def is_up(self) -> bool:
        """Whether the broker is there, and has the listener's queue."""
        return self._link.is_up

    def start(self) -> None:
        """Start receiving; does not wait for the broker."""
        self._link.start()

    def stop(self) -> None:
        """Receive no more events."""
        self._link.stop()

    def hint(self, source: str, data: Mapping[str, Any], community: str | None) -> None:
        """Send a hint to all listeners; without a broker it is lost."""
        try:
            hint = {"source": source, "data": data, "community_id": community}
            self._link.publish(json.dumps(hint).encode(), HINTS, "", {})
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
        self._missed()

    def _take(self, message: Any) -> None:
        try:
            event = json.loads(message.body)
            source, type_, data = event["source"], event.get("type", HINTS), event["data"]
            community = event.get("community_id", FIRST_COMMUNITY)
        except (ValueError, KeyError, TypeError):
            log.warning("what was told is no event")
            return
        self._on_event(source, type_, data, community)

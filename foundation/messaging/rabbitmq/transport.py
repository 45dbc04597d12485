"""Calls and events over RabbitMQ, as the port wants them."""

import contextlib
from collections.abc import Callable, Collection, Iterable
from typing import Any

from kombu import Connection

from foundation.messaging.rabbitmq.calls import RabbitMQCalls
from foundation.messaging.rabbitmq.event_reader import RabbitMQEventReader
from foundation.messaging.rabbitmq.listening import RabbitMQListening
from foundation.messaging.rabbitmq.receiver import RabbitMQReceiver
from foundation.messaging.transport import Methods, OnEvent

CONNECT_TIMEOUT = 1.0
"""Seconds to connect for a look at the queues."""


class RabbitMQTransport:
    """Implements `transport.Transport`."""

    def __init__(self, uri: str) -> None:
        self.uri = uri

    def calls(self) -> RabbitMQCalls:
        """Calls over a connection of its own."""
        return RabbitMQCalls(self.uri)

    def receiver(self, methods: Methods) -> RabbitMQReceiver:
        """Reads the service's queue of calls."""
        return RabbitMQReceiver(self.uri, methods)

    def event_reader(
        self, container: Any, subscribers: Collection[Any]
    ) -> RabbitMQEventReader | None:
        """Reads the queues of these subscriptions, if there are any."""
        return RabbitMQEventReader(self.uri, container, subscribers) if subscribers else None

    def listening(
        self, events: Collection[tuple[str, str]], on_event: OnEvent, missed: Callable[[], None]
    ) -> RabbitMQListening:
        """Hears by a queue of its own."""
        return RabbitMQListening(self.uri, events, on_event, missed)

    def depths(self, queues: Iterable[str]) -> dict[str, int]:
        """How many messages wait in each queue that exists; nothing if the broker is away."""
        found = {}
        with (
            contextlib.suppress(OSError),
            Connection(self.uri, connect_timeout=CONNECT_TIMEOUT) as broker,
        ):
            broker.ensure_connection(
                max_retries=1, interval_start=0, reraise_as_library_errors=False
            )
            for queue in queues:
                with contextlib.suppress(*broker.channel_errors), broker.channel() as channel:
                    state = channel.queue_declare(queue=queue, passive=True)
                    found[queue] = state.message_count
        return found

"""Calls and events of one process, as the port wants them."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from foundation.messaging.direct.calls import DirectCalls, DirectReceiver, waiting_calls
from foundation.messaging.direct.listening import DirectListening
from foundation.messaging.transport import Methods, OnEvent


class DirectTransport:
    """Implements `transport.Transport`."""

    def calls(self) -> DirectCalls:
        """Calls the methods themselves."""
        return DirectCalls()

    def receiver(self, methods: Methods) -> DirectReceiver:
        """Lets the methods be found."""
        return DirectReceiver(methods)

    def event_reader(self, container: Any, subscribers: Collection[Any]) -> None:
        """The relays hand events to the subscribers, whom the bus knows."""

    def listening(
        self, events: Collection[tuple[str, str]], on_event: OnEvent, missed: Callable[[], None]
    ) -> DirectListening:
        """Hears from the relays; nothing is ever missed."""
        return DirectListening(events, on_event)

    def depths(self, queues: Iterable[str]) -> dict[str, int]:
        """Calls that wait for a worker, by the name of their queue over RabbitMQ."""
        waiting = waiting_calls()
        return {queue: waiting[queue] for queue in queues if queue in waiting}

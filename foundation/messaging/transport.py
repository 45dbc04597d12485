"""The port: what services need of each other's messages, whichever way they travel.

Two ways: directly within one process (`direct:`), or over RabbitMQ (`amqp://…`). Calls and
answers are the same JSON on both, an event's handler the same method. What belongs to a database,
the way from the outbox on, has its port in `relay`: the gateway has none.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol

DIRECT = "direct:"
"""The address of services that share a process."""

OnEvent = Callable[[str, str, Mapping[str, Any], str | None], None]
"""(source, type, data) of what happened."""
Answered = Callable[[bytes], None]
"""Takes the body of an answer, once."""


class Calls(Protocol):
    """The side that calls."""

    def start(self) -> None:
        """Begin to connect; does not wait for it."""

    def stop(self) -> None:
        """Disconnect."""

    def kill(self) -> None:
        """Disconnect without waiting for it."""

    def wait_until_connected(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds; return whether calls can be made."""

    def call(
        self, service: str, method: str, data: Any, context: Mapping[str, str], timeout: float
    ) -> Any:
        """The answer of `service.method(data)`; see `client.RpcClient.call`."""


class Methods(Protocol):
    """What a container offers to callers (`rpc.RpcServer`)."""

    container: Any

    def perform(
        self, method: str, arguments: Any, context: dict[str, Any], answered: Answered
    ) -> None:
        """Have a method processed; waits while all workers are busy."""


class Receiver(Protocol):
    """The side that is called: brings calls to a container's methods."""

    def start(self) -> None:
        """Take calls from now on."""

    def stop(self) -> None:
        """Take no more; those in hand are answered first. May be called again."""

    def kill(self) -> None:
        """Take no more."""


class EventReader(Protocol):
    """Brings events to the subscriptions of a container."""

    def start(self) -> None:
        """Begin to read."""

    def stop(self) -> None:
        """Read no more; finish what is in hand. May be called again."""


class Listening(Protocol):
    """Receives events while they are published (`broadcast.Broadcast`)."""

    @property
    def is_up(self) -> bool:
        """Whether what is published at this moment is received."""

    def start(self) -> None:
        """Start receiving; does not wait for a connection."""

    def stop(self) -> None:
        """Receive no more events."""

    def hint(self, source: str, data: Mapping[str, Any], community: str | None) -> None:
        """Tell all listeners, of every process, that something of `source` has changed in a
        community; None: nobody says where."""


class Transport(Protocol):
    """A way in which messages travel."""

    def calls(self) -> Calls:
        """A client of calls."""

    def receiver(self, methods: Methods) -> Receiver:
        """What brings calls to these methods."""

    def event_reader(self, container: Any, subscribers: Collection[Any]) -> EventReader | None:
        """What brings events to these; None where the relay of their source does."""

    def listening(
        self, events: Collection[tuple[str, str]], on_event: OnEvent, missed: Callable[[], None]
    ) -> Listening:
        """What has `on_event` called with events of these sources and types, and with hints."""

    def depths(self, queues: Iterable[str]) -> dict[str, int]:
        """How many messages wait in each of these queues that exists."""


def is_direct(uri: str) -> bool:
    """Whether the address means services of this process."""
    return uri.startswith(DIRECT)


def transport_of(uri: str) -> Transport:
    """The way that an address means. Only that one is imported."""
    if is_direct(uri):
        from foundation.messaging.direct.transport import DirectTransport

        return DirectTransport()
    from foundation.messaging.rabbitmq.transport import RabbitMQTransport

    return RabbitMQTransport(uri)

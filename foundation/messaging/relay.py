"""The relay of a service, as a nameko extension: carries the outbox to those who subscribe."""

from collections.abc import Callable
from typing import Any, Protocol

from foundation.errors import ServiceAway
from foundation.messaging.container import DependencyProvider, address
from foundation.messaging.stores import store_of
from foundation.messaging.transport import is_direct
from foundation.storage.store import Store


class Relay(Protocol):
    """Carries one service's outbox to those who subscribe."""

    @property
    def is_connected(self) -> bool:
        """Whether events can be handed on at the moment."""

    def wake(self) -> None:
        """There is something to hand on."""

    def start(self, spawn: Callable[[Callable[[], None]], Any]) -> None:
        """Begin, in threads made by `spawn`."""

    def stop(self) -> None:
        """Finish the batch in hand; the rest waits in the outbox."""


class RelayProvider(DependencyProvider):
    """Runs the relay while the container runs; every commit with events wakes it."""

    relay: Relay | None = None

    def start(self) -> None:
        """Join the relay to the container's store and set it going."""
        store = store_of(self.container)
        self.relay = relay_for(address(), store)
        store.after_commit.append(self.relay.wake)
        self.relay.start(self.container.spawn_managed_thread)

    def stop(self) -> None:
        """Finish the batch in hand; the rest waits in the outbox."""
        if self.relay is not None:
            self.relay.stop()

    def require_broker(self) -> None:
        """Raise `ServiceAway` unless the broker is there."""
        if self.relay is None or not self.relay.is_connected:
            raise ServiceAway("The message broker does not answer.")

    def get_dependency(self, worker_ctx: Any) -> Relay | None:
        """The relay, for health and metrics."""
        return self.relay


def relay_for(uri: str, store: Store) -> Relay:
    """The relay for the way that an address means. Only that one is imported."""
    if is_direct(uri):
        from foundation.messaging.direct.relay import DirectRelay

        return DirectRelay(store)
    from foundation.messaging.rabbitmq.publisher import Publisher
    from foundation.messaging.rabbitmq.relay import RabbitMQRelay

    return RabbitMQRelay(store, Publisher(uri))

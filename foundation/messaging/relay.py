"""The relay of a service, as a nameko extension: carries the outbox to those who subscribe."""

from typing import Any

from nameko import config
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.extensions import DependencyProvider

from foundation.errors import ServiceAway
from foundation.messaging import embedded
from foundation.messaging.publisher import Publisher
from foundation.messaging.relay_cluster import ClusterRelay
from foundation.messaging.relay_embedded import EmbeddedRelay
from foundation.messaging.stores import store_of
from foundation.storage.store import Store

Relay = ClusterRelay | EmbeddedRelay


class RelayProvider(DependencyProvider):
    """Runs the relay while the container runs; every commit with events wakes it."""

    relay: Relay | None = None

    def start(self) -> None:
        """Join the relay to the container's store and set it going."""
        store = store_of(self.container)
        self.relay = relay_for(config[AMQP_URI_CONFIG_KEY], store)
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
    """The relay that fits the broker's address."""
    if embedded.is_embedded(uri):
        return EmbeddedRelay(store)
    return ClusterRelay(store, Publisher(uri))

"""The `subscribe` entrypoint: a method is given every event of a type, until it has processed it.

    @subscribe("repairs", "repair_requested")
    def on_repair_requested(self, envelope: Envelope) -> None: ...

Lifecycle: over RabbitMQ the container's `EventConsumer` reads the queues of all its
subscriptions and hands each event to its `Delivery`; inside one process the relay calls
`deliver` itself. A message is acknowledged when its effect is committed or it is dead-lettered.

A method with the attribute `together` also takes several envelopes, to process them in one
transaction or to raise.

Hazards: delivery is at least once; the method must claim the event in the inbox, in the
transaction of its effect. nameko's own `event_handler` acknowledges what failed.
"""

import inspect
from collections.abc import Sequence
from typing import Any

from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from foundation.concurrency import Event
from foundation.messaging.consumer import EventConsumer
from foundation.messaging.container import Entrypoint, setting
from foundation.messaging.delivery import Delivery
from foundation.messaging.direct import bus
from foundation.messaging.envelope import Envelope
from foundation.messaging.retry import DELAYS, DELAYS_CONFIG_KEY, RetryPolicy
from foundation.messaging.stores import store_of
from foundation.messaging.topology import Subscription

__all__ = ["Envelope", "Subscribe", "subscribe", "subscriptions_of"]


class Subscribe(Entrypoint):
    """Entrypoint for the events `type_` of service `source`."""

    consumer = EventConsumer()
    subscription: Subscription
    delivery: Delivery
    _together: bool

    def __init__(self, source: str, type_: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.source = source
        self.type = type_
        self._started: Event = Event()

    def bind(self, container: Any, method_name: str) -> "Subscribe":
        """As nameko's; the process learns of the subscription before any container starts."""
        bound: Subscribe = super().bind(container, method_name)
        handler = getattr(container.service_cls, method_name)
        bound.subscription = bound.subscription_of(container.service_cls, handler)
        bound._together = getattr(handler, "together", False)
        bus.enter(bound)
        return bound

    def subscription_of(self, service_cls: Any, handler: Any) -> Subscription:
        """Who wants to know what. The handler's own name counts, as it does in its inbox."""
        return Subscription(self.source, self.type, service_cls.name, handler.__name__)

    def setup(self) -> None:
        """Join the container's consumer."""
        self.consumer.register_provider(self)

    def start(self) -> None:
        """Be ready to work events. The store is open by now."""
        delays = setting(DELAYS_CONFIG_KEY, DELAYS)
        self.delivery = Delivery(
            self.subscription,
            self,
            store_of(self.container),
            self.consumer.turns,
            lambda: RetryPolicy(delays),
        )
        self._started.send()

    def stop(self) -> None:
        """Finish what is being processed; events that wait for another attempt go back."""
        self.delivery.stop()
        self.consumer.unregister_provider(self)

    def deliver(self, envelope: Envelope) -> bool:
        """Have the event processed; wait for the container to start, if need be."""
        self._started.wait()
        return self.delivery.process(envelope)

    def deliver_together(self, envelopes: Sequence[Envelope]) -> bool:
        """Process several in one transaction, if the method can; if False, none was processed."""
        self._started.wait()
        return self._together and self.delivery.process_together(envelopes)

    def flush(self) -> None:
        """Put the effects of what was processed on disk."""
        store_of(self.container).flush()

    def dead_letter(self, letter: dict[str, Any], error: str, attempts: int) -> bool:
        """Keep a letter that the broker gave up on."""
        self._started.wait()
        return self.delivery.dead_letter(letter, error, attempts)


subscribe = Subscribe.decorator


def subscriptions_of(service_cls: Any) -> list[Subscription]:
    """All subscriptions of a service class (for `topology.declare_all`)."""
    return [
        entrypoint.subscription_of(service_cls, method)
        for _, method in inspect.getmembers(service_cls, inspect.isfunction)
        for entrypoint in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ())
        if isinstance(entrypoint, Subscribe)
    ]

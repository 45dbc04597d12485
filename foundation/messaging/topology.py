"""Names of exchanges and queues.

Each subscription has a queue of its own, `<source>.events--<service>.<method>`, bound to the
topic exchange `<source>.events`. What a subscriber cannot take (its process dies of it, again
and again) goes by the delivery limit through `events.dead` to the service's own dead-letter
queue. A queue has a single active consumer: with several replicas of a service one takes the
queue and the others stand by, so that events of one aggregate stay in order.
"""

from dataclasses import dataclass

HINTS = "hints"
"""The exchange of what is no event: hints of one process to the screens of all."""
DEAD_EXCHANGE = "events.dead"
DELIVERY_LIMIT = 10
"""Deliveries of a message before it is taken for one that kills its consumers."""


@dataclass(frozen=True)
class Subscription:
    """Who (`service.method`) wants to know what (`source`, `type`)."""

    source: str
    type: str
    service: str
    method: str

    @property
    def subscriber(self) -> str:
        """The name under which inbox and dead letters are kept."""
        return f"{self.service}.{self.method}"

    @property
    def queue(self) -> str:
        """The subscription's queue."""
        return f"{exchange_of(self.source)}--{self.subscriber}"


def exchange_of(service: str) -> str:
    """The exchange on which a service publishes its events."""
    return f"{service}.events"


def dead_queue_of(service: str) -> str:
    """Where the broker puts what a service's subscriptions could not take."""
    return f"{DEAD_EXCHANGE}--{service}"


def call_queue_of(service: str) -> str:
    """Where the calls to a service wait (nameko's name for it)."""
    return f"rpc-{service}"

"""Names of exchanges and queues, and their declaration.

Each subscription has a queue of its own, `<source>.events--<service>.<method>`, bound to the
topic exchange `<source>.events`. What a subscriber cannot take (its process dies of it, again
and again) goes by the delivery limit through `events.dead` to the service's own dead-letter
queue. A queue has a single active consumer: with several replicas of a service one works the
queue and the others stand by, so that events of one aggregate stay in order.

`declare_all` belongs into the deployment, before anything is published: an event published
while its subscriber's queue does not exist yet reaches nobody.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from amqp.exceptions import AMQPError
from kombu import Connection

log = logging.getLogger(__name__)

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
    """The exchange on which a service tells what happened."""
    return f"{service}.events"


def dead_queue_of(service: str) -> str:
    """Where the broker puts what a service's subscriptions could not take."""
    return f"{DEAD_EXCHANGE}--{service}"


def declare_all(uri: str, subscriptions: Iterable[Subscription]) -> None:
    """Declare the queues of all subscriptions, with what they are bound to."""
    with Connection(uri) as connection:
        connection.ensure_connection(max_retries=3)
        for subscription in subscriptions:
            declare(connection, subscription)


def declare(
    connection: Connection, subscription: Subscription, delivery_limit: int = DELIVERY_LIMIT
) -> None:
    """Declare a subscription's exchanges and queues; may be repeated."""
    with connection.channel() as channel:
        exchange = exchange_of(subscription.source)
        dead_queue = dead_queue_of(subscription.service)
        for name in (exchange, DEAD_EXCHANGE):
            channel.exchange_declare(exchange=name, type="topic", durable=True, auto_delete=False)
        declare_queue(connection, dead_queue, {})
        channel.queue_bind(
            queue=dead_queue, exchange=DEAD_EXCHANGE, routing_key=f"{subscription.service}.*"
        )
        declare_queue(
            connection,
            subscription.queue,
            {
                "x-single-active-consumer": True,
                "x-dead-letter-exchange": DEAD_EXCHANGE,
                "x-dead-letter-routing-key": subscription.subscriber,
            },
            {
                "x-delivery-limit": delivery_limit,
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",  # what the strategy above demands
            },
        )
        channel.queue_bind(
            queue=subscription.queue, exchange=exchange, routing_key=subscription.type
        )


def declare_queue(
    connection: Connection,
    name: str,
    arguments: dict[str, Any],
    quorum_arguments: dict[str, Any] | None = None,
) -> None:
    """A quorum queue, or a classic durable one where the broker has no quorum queues.

    A classic queue knows no delivery limit: there a message that kills its consumer is
    delivered until somebody removes it.
    """
    quorum = {"x-queue-type": "quorum", **arguments, **(quorum_arguments or {})}
    try:
        with connection.channel() as channel:
            channel.queue_declare(queue=name, durable=True, auto_delete=False, arguments=quorum)
    except AMQPError as error:
        if exists(connection, name):
            log.warning("queue %s was declared otherwise before: %s", name, error)
            return
        log.warning("no quorum queue for %s: %s", name, error)
        with connection.channel() as channel:
            channel.queue_declare(queue=name, durable=True, auto_delete=False, arguments=arguments)


def exists(connection: Connection, name: str) -> bool:
    """Whether the broker has a queue of this name."""
    try:
        with connection.channel() as channel:
            channel.queue_declare(queue=name, passive=True)
    except AMQPError:
        return False
    return True

"""Declares exchanges and queues (`topology`) to the broker.

`declare_all` belongs into the deployment, before anything is published: an event published
while its subscriber's queue does not exist yet reaches nobody.
"""

import logging
from collections.abc import Iterable
from typing import Any

from amqp.exceptions import AMQPError
from kombu import Connection

from foundation.messaging.topology import (
    DEAD_EXCHANGE,
    DELIVERY_LIMIT,
    Subscription,
    dead_queue_of,
    exchange_of,
)

log = logging.getLogger(__name__)


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

"""Takes a service's calls from its queue and answers them, with one write for each.

The queue goes with its last reader, so that a call to a service that is not there comes back to
the caller at once instead of waiting in a queue; calls that wait expire with their caller's
patience. Answers are transient, unconfirmed, and go over the connection that the call came by,
before its acknowledgement. Stopping ends only when the calls in hand are answered: dropping the
connection would have a replica work them again.
"""

import contextlib
import logging
from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import Any

from kombu import Exchange, Queue
from nameko.messaging import decode_from_headers
from nameko.rpc import get_rpc_exchange

from foundation import failpoints
from foundation.concurrency import sleep
from foundation.messaging.container import ContainerBeingKilled
from foundation.messaging.rabbitmq.link import HEARTBEAT, LinkDown, publish
from foundation.messaging.rabbitmq.reader import BrokerReader
from foundation.messaging.topology import call_queue_of
from foundation.messaging.transport import Methods

log = logging.getLogger(__name__)

QUEUE_EXPIRES_AFTER = 10.0
"""Seconds a queue outlives a broker restart when its service does not come back."""
STOP_TIMEOUT = 30.0
"""Seconds to wait for the calls in hand when stopping."""
FINISHING_TURN = 0.1


class CallReader(BrokerReader):
    """Reads the service's queue; when stopped, goes only after the calls in hand are answered."""

    in_progress = 0

    def on_message(self, body: Any, message: Any) -> None:
        """Count the call in. Also while stopping: then nobody else would take it."""
        self.in_progress += 1
        for callback in self.callbacks:
            callback(body, message)

    def ack_message(self, message: Any) -> None:
        """Acknowledge the request and count its call out."""
        super().ack_message(message)
        self.in_progress -= 1

    def requeue_message(self, message: Any) -> None:
        """Leave the call to another instance."""
        super().requeue_message(message)
        self.in_progress -= 1

    @contextlib.contextmanager
    def consumer_context(self, **kwargs: Any) -> Iterator[tuple[Any, Any, Any]]:
        """As kombu's; a regular end first finishes what is in hand."""
        self.in_progress = 0
        with super().consumer_context(**kwargs) as (connection, channel, consumers):
            yield connection, channel, consumers
            self._finish(connection, channel, consumers)

    def _finish(self, connection: Any, channel: Any, consumers: Any) -> None:
        (queue,) = self.queues
        give_up_at = monotonic() + STOP_TIMEOUT
        shared = self._state(channel).consumer_count > 1
        if shared:  # the others take what comes
            for consumer in consumers:
                consumer.cancel()
        else:  # whoever calls from now on is told at once
            channel.queue_unbind(
                queue=queue.name, exchange=queue.exchange.name, routing_key=queue.routing_key
            )
        while self.in_progress or (not shared and self._state(channel).message_count):
            if monotonic() > give_up_at:
                log.warning(
                    "%d calls were still in hand when the service stopped", self.in_progress
                )
                return
            with contextlib.suppress(TimeoutError):
                connection.drain_events(timeout=FINISHING_TURN)

    def _state(self, channel: Any) -> Any:
        return channel.queue_declare(queue=self.queues[0].name, passive=True)


class RabbitMQReceiver:
    """Brings the calls of a service to its methods."""

    def __init__(self, uri: str, methods: Methods) -> None:
        self._methods = methods
        self._container = methods.container
        self._exchange: Exchange = get_rpc_exchange()
        service = self._container.service_name
        queue = Queue(
            call_queue_of(service),
            exchange=self._exchange,
            routing_key=f"{service}.*",
            durable=True,
            auto_delete=True,
            expires=QUEUE_EXPIRES_AFTER,
        )
        self._reader = CallReader(
            uri,
            queues=[queue],
            callbacks=[self._take],
            heartbeat=HEARTBEAT,
            prefetch_count=self._container.max_workers,
            accept=["json"],
        )
        self._thread: Any = None

    def start(self) -> None:
        """Connect, and begin to take calls."""
        self._thread = self._container.spawn_managed_thread(self._reader.run)
        self._reader.wait_until_consumer_ready()

    def stop(self) -> None:
        """Take no more calls, answer those in hand, and disconnect."""
        self._reader.stop()
        if self._thread is not None:
            self._thread.wait()

    def kill(self) -> None:
        """Leave at once."""
        self._reader.stop()

    def _take(self, body: Any, message: Any) -> None:
        """In a thread of its own: who waits for a worker must not keep the reader from reading."""
        self._container.spawn_managed_thread(partial(self._process, body, message))

    def _process(self, body: Any, message: Any) -> None:
        method = message.delivery_info["routing_key"].rpartition(".")[2]
        context = decode_from_headers(message.headers)
        try:
            self._methods.perform(method, body, context, partial(self._answer, message))
        except ContainerBeingKilled:
            self._reader.requeue_message(message)

    def _answer(self, message: Any, body: bytes) -> None:
        """Answer the caller, then acknowledge the request."""
        self._send(message, body)
        if failpoints.FOLDER:
            sleep(0)  # the answer leaves with the hub's next turn
        failpoints.hit(failpoints.RPC_ANSWERED)
        self._reader.ack_message(message)

    def _send(self, message: Any, body: bytes) -> None:
        request = message.properties
        try:
            publish(
                message.channel,
                body,
                self._exchange.name,
                routing_key=request["reply_to"],
                properties={"correlation_id": request.get("correlation_id")},
            )
        except LinkDown:
            log.warning("an answer was lost with the connection to the broker")

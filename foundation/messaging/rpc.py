"""The `rpc` entrypoint: nameko's, with refusals as data and answers that cost one write.

Lifecycle: as nameko's. The consumer's queue goes with its last consumer, so that a call to a
service that is not there comes back to the caller at once instead of waiting in a queue; calls
that wait expire with their caller's patience.

Differences to nameko's own: answers are transient, unconfirmed, and go over the connection that
the call came by, with its acknowledgement (its own opens pools, persists and confirms each);
stopping ends only when the calls in hand are answered (its own drops the connection, and a
replica works them again).
"""

import contextlib
import json
import logging
import sys
from collections.abc import Iterator
from time import monotonic
from typing import Any

import eventlet
import nameko.rpc
from kombu import Exchange, Queue
from nameko.exceptions import IncorrectSignature, MethodNotFound
from nameko.rpc import RPC_QUEUE_TEMPLATE, get_rpc_exchange

from foundation import killpoints
from foundation.errors import InternalError, ServiceError
from foundation.messaging import embedded
from foundation.messaging.link import HEARTBEAT, LinkDown, publish
from foundation.messaging.reader import BrokerReader
from foundation.messaging.wire import error_to_wire

log = logging.getLogger(__name__)

QUEUE_EXPIRES_AFTER = 10.0
"""Seconds a queue outlives a broker restart when its service does not come back."""
STOP_TIMEOUT = 30.0
"""Seconds to wait for the calls in hand when stopping."""
FINISHING_TURN = 0.1
PAYLOAD_ONLY = (None,)
"""Arguments in the way that `RpcClient` calls."""


class RpcQueueConsumer(BrokerReader):
    """Reads the service's queue; when stopped, goes only after the calls in hand are answered."""

    in_hand = 0

    def on_message(self, body: Any, message: Any) -> None:
        """Count the call in. Also while stopping: then nobody else would take it."""
        self.in_hand += 1
        for callback in self.callbacks:
            callback(body, message)

    def ack_message(self, message: Any) -> None:
        """Acknowledge the request and count its call out."""
        super().ack_message(message)
        self.in_hand -= 1

    def requeue_message(self, message: Any) -> None:
        """Leave the call to another instance."""
        super().requeue_message(message)
        self.in_hand -= 1

    @contextlib.contextmanager
    def consumer_context(self, **kwargs: Any) -> Iterator[tuple[Any, Any, Any]]:
        """As kombu's; a regular end first finishes what is in hand."""
        self.in_hand = 0
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
        while self.in_hand or (not shared and self._state(channel).message_count):
            if monotonic() > give_up_at:
                log.warning("%d calls were still in hand when the service stopped", self.in_hand)
                return
            with contextlib.suppress(TimeoutError):
                connection.drain_events(timeout=FINISHING_TURN)

    def _state(self, channel: Any) -> Any:
        return channel.queue_declare(queue=self.queues[0].name, passive=True)


class RpcConsumer(nameko.rpc.RpcConsumer):
    """Takes the calls of all `rpc` entrypoints of a container and answers them."""

    consumer_cls = RpcQueueConsumer
    _reading: Any = None

    def setup(self) -> None:
        """Define the queue, and the connection for answers."""
        embedded.register()
        self.consumer_options.setdefault("heartbeat", HEARTBEAT)
        self.consumer_options.setdefault("prefetch_count", self.container.max_workers)
        super().setup()
        self._exchange: Exchange = get_rpc_exchange()
        self.queue = Queue(
            RPC_QUEUE_TEMPLATE.format(self.container.service_name),
            exchange=self._exchange,
            routing_key=f"{self.container.service_name}.*",
            durable=True,
            auto_delete=True,
            expires=QUEUE_EXPIRES_AFTER,
        )
        self.consumer.queues = [self.queue]

    def start(self) -> None:
        """Begin to take calls."""
        self._reading = self.container.spawn_managed_thread(self.consumer.run)
        self.consumer.wait_until_consumer_ready()

    def stop(self) -> None:
        """Take no more calls, answer those in hand, and disconnect."""
        self.consumer.stop()
        if self._reading is not None:
            self._reading.wait()

    def kill(self) -> None:
        """Leave at once."""
        self.consumer.stop()

    def get_provider_for_method(self, routing_key: str) -> Any:
        """The entrypoint that is called; raise `MethodNotFound`."""
        method_name = routing_key.rpartition(".")[2]
        for provider in self._providers:
            if provider.method_name == method_name:
                return provider
        raise MethodNotFound(method_name)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Answer the caller, then acknowledge the request."""
        try:
            body = answer(result, exc_info[1] if exc_info else None)
        except (TypeError, ValueError):
            log.exception("the answer of %s is not JSON", message.delivery_info["routing_key"])
            result, exc_info = None, sys.exc_info()
            body = answer(None, InternalError())
        killpoints.passing(killpoints.RPC_ANSWERING)
        self._send(message, body)
        if killpoints.FOLDER:
            eventlet.sleep(0)  # the answer leaves with the hub's next turn
        killpoints.passing(killpoints.RPC_ANSWERED)
        self.consumer.ack_message(message)
        return result, exc_info

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


class Rpc(nameko.rpc.Rpc):
    """Entrypoint: the method may be called by `RpcClient` (and by nameko's own clients)."""

    rpc_consumer = RpcConsumer()
    _takes_payload = False

    def __init__(self, expected_exceptions: Any = ServiceError, **kwargs: Any) -> None:
        super().__init__(expected_exceptions=expected_exceptions, **kwargs)

    def setup(self) -> None:
        """As nameko's; find out whether the usual call fits, so that no call need ask again."""
        super().setup()
        with contextlib.suppress(IncorrectSignature):
            super().check_signature(PAYLOAD_ONLY, {})
            self._takes_payload = True

    def check_signature(self, args: Any, kwargs: Any) -> None:
        """As nameko's: raise `IncorrectSignature`."""
        if kwargs or len(args) != len(PAYLOAD_ONLY) or not self._takes_payload:
            super().check_signature(args, kwargs)


rpc = Rpc.decorator


def answer(result: Any, error: BaseException | None) -> bytes:
    """The body of an answer; raise TypeError or ValueError for what JSON cannot carry."""
    reply = {"result": result, "error": error and error_to_wire(error)}
    return json.dumps(reply, ensure_ascii=False, allow_nan=False).encode()

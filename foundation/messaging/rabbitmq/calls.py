"""Calls over RabbitMQ: one connection per process, no confirms, a timeout on every call.

The connection is kept by a `Link`, which connects again by itself.

Semantics: the wire is nameko's. A call to a service that nobody serves comes back from the broker
(`mandatory`) and raises `ServiceAway` at once. `ServiceTimeout` means that the outcome is
unknown: nothing came back in time, or the connection was lost while waiting. A request expires
in the queue when its caller has given up.
"""

import itertools
import logging
import threading
import uuid
from collections.abc import Mapping
from typing import Any

from kombu import Exchange
from nameko.rpc import get_rpc_exchange

from foundation.errors import ServiceAway, ServiceTimeout
from foundation.messaging.rabbitmq.link import Link, LinkDown
from foundation.messaging.wire import read_answer, request_body, to_headers

log = logging.getLogger(__name__)


class PendingCall:
    """The place where a caller waits for its answer. A lock is the cheapest green signal."""

    __slots__ = ("_lock", "_outcome", "service")

    def __init__(self, service: str) -> None:
        self.service = service
        self._outcome: bytes | Exception | None = None
        self._lock = threading.Lock()
        self._lock.acquire()

    def settle(self, outcome: bytes | Exception) -> None:
        """Hand over the reply's body or what to raise; only the first outcome counts."""
        if self._outcome is None:
            self._outcome = outcome
            self._lock.release()

    def result(self, timeout: float) -> Any:
        """Wait for the outcome; raise the refusal, or `ServiceTimeout` after `timeout` seconds."""
        if not self._lock.acquire(timeout=timeout):
            raise ServiceTimeout(service=self.service)
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return read_answer(self._outcome or b"")


class RabbitMQCalls:
    """Calls methods of services; see the module's docstring."""

    def __init__(self, uri: str) -> None:
        self._numbers = itertools.count(1)
        self._pending: dict[str, PendingCall] = {}
        self._reply_to = ""
        self._exchange: Exchange = get_rpc_exchange()
        self._link = Link(uri, prepare=self._listen, lost=self._fail_pending)

    def start(self) -> None:
        """Begin to connect. Does not wait: calls raise `ServiceAway` until the broker is there."""
        self._link.start()

    def stop(self) -> None:
        """Close the connection."""
        self._link.stop()

    def kill(self) -> None:
        """Close the connection without waiting for it."""
        self._link.kill()

    def wait_until_connected(self, timeout: float) -> bool:
        """Wait for the broker up to `timeout` seconds; return whether it is there."""
        return self._link.wait_until_up(timeout)

    def call(
        self, service: str, method: str, data: Any, context: Mapping[str, str], timeout: float
    ) -> Any:
        """As `Calls.call`."""
        correlation_id = str(next(self._numbers))
        call = self._pending[correlation_id] = PendingCall(service)
        try:
            self._link.publish(
                request_body(data),
                exchange=self._exchange.name,
                routing_key=f"{service}.{method}",
                properties={
                    "reply_to": self._reply_to,
                    "correlation_id": correlation_id,
                    "expiration": str(int(timeout * 1000)),
                },
                headers=to_headers(context),
                mandatory=True,
            )
            return call.result(timeout)
        except LinkDown as error:
            raise ServiceAway(service=service) from error
        finally:
            del self._pending[correlation_id]

    def _listen(self, channel: Any) -> None:
        """Make a reply queue of this connection; it goes with the connection."""
        address = str(uuid.uuid4())
        queue = f"rpc.reply-{address}"
        self._exchange(channel).declare()
        channel.queue_declare(queue=queue, exclusive=True, auto_delete=True, durable=False)
        channel.queue_bind(queue=queue, exchange=self._exchange.name, routing_key=address)
        channel.basic_consume(queue=queue, no_ack=True, callback=self._reply, consumer_tag=address)
        channel.events["basic_return"].add(self._returned)
        self._reply_to = address

    def _reply(self, message: Any) -> None:
        call = self._pending.get(message.properties.get("correlation_id"))
        if call is None:
            log.info("an answer came after its caller had given up")
            return
        body = message.body
        call.settle(body.encode() if isinstance(body, str) else bytes(body))

    def _returned(self, _: Exception, exchange: str, routing_key: str, message: Any) -> None:
        call = self._pending.get(message.properties.get("correlation_id"))
        if call is not None:
            call.settle(ServiceAway(service=call.service))

    def _fail_pending(self) -> None:
        for call in list(self._pending.values()):
            call.settle(
                ServiceTimeout(
                    "The connection to the message broker was lost; "
                    "whether the service acted is unknown.",
                    service=call.service,
                )
            )

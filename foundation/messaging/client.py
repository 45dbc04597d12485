"""The client of remote calls: one connection per process, no confirms, a timeout on every call.

Lifecycle: as a nameko extension it is set up and stopped with its container; a script uses
`standalone()`. The connection is kept by a `Link`, which connects again by itself.

Semantics: the wire is nameko's. A call to a service that nobody serves comes back from the broker
(`mandatory`) and raises `ServiceAway` at once. `ServiceTimeout` means that the outcome is
unknown: nothing came back in time, or the connection was lost while waiting. A request expires
in the queue when its caller has given up.
"""

import contextlib
import itertools
import json
import logging
import threading
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from kombu import Exchange
from nameko import config
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.extensions import DependencyProvider, SharedExtension
from nameko.rpc import get_rpc_exchange

from foundation.errors import ServiceAway, ServiceTimeout
from foundation.messaging.link import Link, LinkDown
from foundation.messaging.wire import error_from_wire, to_headers

log = logging.getLogger(__name__)

RPC_TIMEOUT_CONFIG_KEY = "RPC_TIMEOUT"
DEFAULT_TIMEOUT = 5.0
"""Seconds a caller waits for an answer."""
NO_CONTEXT: Mapping[str, str] = {}


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
        reply = json.loads(self._outcome or b"")
        if error := reply.get("error"):
            raise error_from_wire(error)
        return reply["result"]


class RpcClient(SharedExtension):
    """Calls methods of services; see the module's docstring."""

    def __init__(self, uri: str | None = None, timeout: float | None = None) -> None:
        self._uri = uri
        self._timeout = timeout
        self._numbers = itertools.count(1)
        self._pending: dict[str, PendingCall] = {}
        self._reply_to = ""

    def setup(self) -> None:
        """Read the configuration."""
        self._uri = self._uri or config[AMQP_URI_CONFIG_KEY]
        self._timeout = self._timeout or config.get(RPC_TIMEOUT_CONFIG_KEY, DEFAULT_TIMEOUT)
        self._exchange: Exchange = get_rpc_exchange()
        self._link = Link(self._uri, prepare=self._listen, lost=self._fail_pending)

    def start(self) -> None:
        """Begin to connect. Does not wait: calls raise `ServiceAway` until the broker is there."""
        self._link.start()

    def stop(self) -> None:
        """Close the connection."""
        self._link.stop()

    def kill(self) -> None:
        """Close the connection without waiting for it."""
        self._link.kill()

    @property
    def is_connected(self) -> bool:
        """Whether the broker is there."""
        return self._link.is_up

    def wait_until_connected(self, timeout: float) -> bool:
        """Wait for the broker up to `timeout` seconds; tell whether it is there."""
        return self._link.wait_until_up(timeout)

    def call(
        self,
        service: str,
        method: str,
        data: dict[str, Any],
        context: Mapping[str, str] = NO_CONTEXT,
        timeout: float | None = None,
    ) -> Any:
        """Call `service.method(data)` and return its answer.

        `context` travels in the headers and is the worker's context data there; `timeout` is in
        seconds. Raises the service's refusal, `ServiceAway` when it certainly did not act, or
        `ServiceTimeout` when that is unknown.
        """
        seconds = timeout or self._timeout or DEFAULT_TIMEOUT
        body = json.dumps({"args": [data], "kwargs": {}}, ensure_ascii=False).encode()
        correlation_id = str(next(self._numbers))
        call = self._pending[correlation_id] = PendingCall(service)
        try:
            self._link.publish(
                body,
                exchange=self._exchange.name,
                routing_key=f"{service}.{method}",
                properties={
                    "reply_to": self._reply_to,
                    "correlation_id": correlation_id,
                    "expiration": str(int(seconds * 1000)),
                },
                headers=to_headers(context),
                mandatory=True,
            )
            return call.result(seconds)
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


class Rpc(DependencyProvider):
    """Injects the container's `RpcClient` into a service (the gateway)."""

    client = RpcClient()

    def get_dependency(self, worker_ctx: Any) -> RpcClient:
        """The client itself: the caller passes the context on."""
        return self.client


@contextlib.contextmanager
def standalone(
    uri: str, timeout: float = DEFAULT_TIMEOUT, connect_timeout: float = DEFAULT_TIMEOUT
) -> Iterator[RpcClient]:
    """A client for a script or a test, connected; raise `ServiceAway` when no broker is there."""
    client = RpcClient(uri, timeout)
    client.setup()
    client.start()
    try:
        if not client.wait_until_connected(connect_timeout):
            raise ServiceAway("The message broker does not answer.")
        yield client
    finally:
        client.stop()

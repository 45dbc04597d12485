"""Publishes events to RabbitMQ with asynchronous confirms.

Lifecycle: `start()` spawns a thread that runs pika's event loop and connects again, after a
growing pause, whenever the connection is lost. `publish()` may be called from other threads.

Hazards: pika is not thread safe, so everything that touches the channel runs inside the loop
(`add_callback_threadsafe`). A confirm is the only proof that the broker has an event; what is
not confirmed when the connection goes away was perhaps delivered, and is sent again.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple
from weakref import WeakSet

import pika
from pika.exceptions import AMQPError

log = logging.getLogger(__name__)

PERSISTENT = 2
CONFIRM_TIMEOUT = 30.0
"""Seconds after which a silent broker is taken for lost."""
CLOSE_TIMEOUT = 2.0
"""Seconds a broker has to agree that the connection ends; a hung one never does."""
SLICE = 100
"""Messages handed to the socket at a time, before other green threads get their turn."""
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between attempts to connect; the last one is repeated."""
HEARTBEAT = 10


class Publication(NamedTuple):
    """One message: `key` is how the caller calls it, the rest is what the broker gets."""

    key: int
    exchange: str
    routing_key: str
    message_id: str
    body: bytes


@dataclass(eq=False)
class Batch:
    """Messages that are published together, and which of them the broker has confirmed."""

    waiting: int
    confirmed: set[int] = field(default_factory=set)
    done: threading.Event = field(default_factory=threading.Event)

    def settle(self, key: int, ok: bool) -> None:
        """Record the broker's word on one message."""
        if ok:
            self.confirmed.add(key)
        self.waiting -= 1
        if self.waiting <= 0:
            self.done.set()


class Publisher:
    """A connection to the broker with one confirming channel."""

    def __init__(self, uri: str) -> None:
        self._parameters = parameters_of(uri)
        self._parameters.heartbeat = HEARTBEAT
        self._parameters.blocked_connection_timeout = CONFIRM_TIMEOUT
        self._connection: Any = None
        self._channel: Any = None
        self._declared: set[str] = set()
        self._tag = 0
        self._unconfirmed: dict[int, tuple[Batch, int]] = {}
        self._batches = WeakSet[Batch]()
        self._up = threading.Event()
        self._stopping = threading.Event()

    @property
    def is_up(self) -> bool:
        """Whether the broker is connected."""
        return self._up.is_set()

    def wait_until_up(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds; return whether the broker is connected."""
        return self._up.wait(timeout)

    def start(self, spawn: Callable[[Callable[[], None]], Any]) -> None:
        """Begin to connect, in a thread made by `spawn`."""
        spawn(self._run)

    def stop(self) -> None:
        """Close the connection."""
        self._stopping.set()
        self._in_loop(self._close)

    def publish(
        self, messages: Sequence[Publication], timeout: float = CONFIRM_TIMEOUT
    ) -> set[int]:
        """Publish in order and wait for the confirms; return the keys of what was confirmed."""
        return self.confirmed(self.begin(messages), timeout)

    def begin(self, messages: Sequence[Publication]) -> Batch:
        """Publish in order, after what was begun before; ask `confirmed` what became of it."""
        batch = Batch(len(messages))
        self._batches.add(batch)
        if not messages or not self._in_loop(lambda: self._send(messages, batch)):
            batch.done.set()
        return batch

    def confirmed(self, batch: Batch, timeout: float = CONFIRM_TIMEOUT) -> set[int]:
        """Wait for the confirms of a batch; return the keys of what the broker has."""
        if not batch.done.wait(timeout):
            log.warning("the broker has not confirmed %d events in time", batch.waiting)
            self._in_loop(self._close)
        return batch.confirmed

    def _in_loop(self, action: Callable[[], None]) -> bool:
        connection = self._connection
        if connection is None:
            return False
        connection.ioloop.add_callback_threadsafe(action)
        return True

    def _send(self, messages: Sequence[Publication], batch: Batch) -> None:
        """Hand over a slice and come back for the next."""
        if batch.done.is_set():
            return
        try:
            for message in messages[:SLICE]:
                self._send_one(message, batch)
        except (AMQPError, AttributeError) as error:  # no channel, or it is closing
            log.warning("publishing was interrupted: %s", error)
            batch.done.set()
            return
        if rest := messages[SLICE:]:
            self._connection.ioloop.call_later(0, lambda: self._send(rest, batch))

    def _send_one(self, message: Publication, batch: Batch) -> None:
        if message.exchange not in self._declared:
            self._channel.exchange_declare(message.exchange, exchange_type="topic", durable=True)
            self._declared.add(message.exchange)
        self._channel.basic_publish(
            message.exchange,
            message.routing_key,
            message.body,
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=PERSISTENT,
                message_id=message.message_id,
            ),
        )
        self._tag += 1
        self._unconfirmed[self._tag] = (batch, message.key)

    def _on_confirm(self, frame: Any) -> None:
        method = frame.method
        ok = isinstance(method, pika.spec.Basic.Ack)
        tags = [method.delivery_tag]
        if method.multiple:
            tags = list(takewhile(lambda tag: tag <= method.delivery_tag, self._unconfirmed))
        for tag in tags:
            batch, key = self._unconfirmed.pop(tag)
            batch.settle(key, ok)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._connection = pika.SelectConnection(
                self._parameters,
                on_open_callback=lambda connection: connection.channel(
                    on_open_callback=self._on_channel
                ),
                on_open_error_callback=self._on_lost,
                on_close_callback=self._on_lost,
            )
            self._connection.ioloop.start()
            _abandon(self._connection)
            failures = 1 if self.is_up else failures + 1
            self._forget()
            self._stopping.wait(PAUSES[min(failures, len(PAUSES)) - 1])

    def _on_channel(self, channel: Any) -> None:
        self._tag = 0
        channel.add_on_close_callback(lambda _, reason: self._close(reason))
        channel.confirm_delivery(self._on_confirm, callback=lambda _: self._up.set())
        self._channel = channel

    def _on_lost(self, connection: Any, reason: Any) -> None:
        if not self._stopping.is_set():
            log.warning("the relay has no broker: %s", reason)
        connection.ioloop.stop()

    def _close(self, reason: Any = None) -> None:
        connection = self._connection
        if connection is None or connection.is_closing or connection.is_closed:
            return
        if reason is not None and not self._stopping.is_set():
            log.warning("the relay's channel was closed: %s", reason)
        connection.ioloop.call_later(CLOSE_TIMEOUT, connection.ioloop.stop)
        connection.close()

    def _forget(self) -> None:
        self._up.clear()
        self._connection = self._channel = None
        self._declared.clear()
        self._unconfirmed.clear()
        for batch in self._batches:
            batch.done.set()


def _abandon(connection: Any) -> None:
    """Close the socket of a connection that did not end properly."""
    if not connection.is_closed and connection._transport is not None:
        connection._transport.abort()


def parameters_of(uri: str) -> pika.URLParameters:
    """An address as kombu reads it: `//` at the end means the virtual host `/`, as in nameko."""
    parameters = pika.URLParameters(uri.replace("pyamqp://", "amqp://", 1))
    parameters.virtual_host = parameters.virtual_host or "/"
    return parameters

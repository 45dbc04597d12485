"""A broker in the memory of this process: kombu's memory transport, repaired.

Lifecycle: `register()` names the transport `guanjia-memory://`; every connection to the same
host name shares one `Broker`, which forgets everything when the process ends. Events therefore
do not go through it (see `relay_embedded`), only calls do.

What kombu's own memory transport lacks and nameko needs:

* `content_type` and `content_encoding` among a message's properties (nameko's responder reads
  them there),
* delivery at once: kombu polls once a second, here `_put` wakes the connection that consumes,
* `mandatory` with `basic.return`, message expiration, and queues that go with their consumer.

Hazard: everything here is green and belongs to one operating system thread.
"""

import socket
from collections import deque
from collections.abc import Callable, Iterable
from itertools import count
from queue import Empty
from time import monotonic
from typing import Any

import eventlet
from amqp.exceptions import ChannelError, NoConsumers
from eventlet.event import Event
from kombu import Connection
from kombu.transport import TRANSPORT_ALIASES, virtual

SCHEME = "guanjia-memory"
DELIVERIES_PER_TURN = 10
"""After so many deliveries without a wait the other green threads get their turn."""


def register() -> None:
    """Make `guanjia-memory://` known to kombu. May be called again."""
    TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"


def is_embedded(uri: str) -> bool:
    """Whether the address means the broker of this process."""
    return uri.startswith(f"{SCHEME}:")


class MessageQueue:
    """Messages in order, and the connections that consume them."""

    def __init__(self, auto_delete: bool = False) -> None:
        self.auto_delete = auto_delete
        self.consumers: list[Transport] = []
        self._messages: deque[tuple[float | None, dict[str, Any]]] = deque()

    def __len__(self) -> int:
        return len(self._messages)

    def put(self, message: dict[str, Any]) -> None:
        """Append a message and wake who consumes; `expiration` is in milliseconds."""
        expiration = message["properties"].get("expiration")
        expires_at = monotonic() + int(expiration) / 1000 if expiration else None
        self._messages.append((expires_at, message))
        for transport in self.consumers:
            transport.wake()

    def get(self) -> dict[str, Any]:
        """Take the oldest message that has not expired; raise `Empty`."""
        while self._messages:
            expires_at, message = self._messages.popleft()
            if expires_at is None or expires_at > monotonic():
                return message
        raise Empty

    def clear(self) -> int:
        """Drop all messages and tell how many they were."""
        dropped = len(self._messages)
        self._messages.clear()
        return dropped


class Broker:
    """Exchanges, bindings and queues of one host name."""

    def __init__(self) -> None:
        self.state = virtual.BrokerState()
        self.queues: dict[str, MessageQueue] = {}


_brokers: dict[str, Broker] = {}


def broker_of(hostname: str) -> Broker:
    """The broker that connections to `hostname` share."""
    return _brokers.setdefault(hostname, Broker())


def forget(uri: str) -> None:
    """Forget all that the broker of this address knows (between tests)."""
    _brokers.pop(Connection(uri).hostname, None)


def depths(uri: str, names: Iterable[str]) -> dict[str, int]:
    """How many messages wait in each of these queues, where it exists."""
    queues = broker_of(Connection(uri).hostname).queues
    return {name: len(queues[name]) for name in names if name in queues}


class Message(virtual.Message):
    """A message whose properties name its content type, as those of RabbitMQ do."""

    def __init__(self, payload: dict[str, Any], channel: Any = None, **kwargs: Any) -> None:
        properties = payload["properties"]
        properties.setdefault("content_type", payload.get("content-type"))
        properties.setdefault("content_encoding", payload.get("content-encoding"))
        super().__init__(payload, channel=channel, **kwargs)


class QoS(virtual.QoS):
    """Prefetch limits; an acknowledgement makes room, so the connection is woken."""

    def ack(self, delivery_tag: Any) -> None:
        """Forget the message and make room for the next."""
        super().ack(delivery_tag)
        if self.channel.connection is not None:
            self.channel.connection.wake()


class Channel(virtual.Channel):
    """A channel to the broker in memory."""

    Message = Message
    QoS = QoS
    do_restore = False
    body_encoding = None
    supports_fanout = True
    _delivery_tags = count(1)

    def __init__(self, connection: "Transport", **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self.queues = connection.broker.queues
        self.events: dict[str, set[Callable[..., None]]] = {"basic_return": set()}

    def basic_publish(
        self,
        message: dict[str, Any],
        exchange: str = "",
        routing_key: str = "",
        mandatory: bool = False,
        **kwargs: Any,
    ) -> None:
        """Route the message; a mandatory one without a queue comes back at once."""
        self._inplace_augment_message(message, exchange, routing_key)
        queues = [name for name in self._lookup(exchange, routing_key) if name in self.queues]
        if not queues and mandatory:
            self._return(message, exchange, routing_key)
        for name in queues:
            self.queues[name].put(message)

    def basic_consume(
        self, queue: str, no_ack: bool, callback: Any, consumer_tag: str, **kwargs: Any
    ) -> None:
        """Deliver what the queue holds and will hold to `callback`."""
        super().basic_consume(queue, no_ack, callback, consumer_tag, **kwargs)
        self._queue(queue).consumers.append(self.connection)
        self.connection.wake()

    def basic_cancel(self, consumer_tag: str) -> None:
        """Stop delivering; the last one to go takes an auto-delete queue along."""
        name = self._tag_to_queue.get(consumer_tag)
        super().basic_cancel(consumer_tag)
        queue = self.queues.get(name) if name else None
        if name is None or queue is None or self.connection not in queue.consumers:
            return
        queue.consumers.remove(self.connection)
        if queue.auto_delete and not queue.consumers:
            self.queue_delete(name)

    def _return(self, message: dict[str, Any], exchange: str, routing_key: str) -> None:
        reason = NoConsumers("NO_ROUTE")
        if not self.events["basic_return"]:
            raise ChannelError("NO_ROUTE")
        for handler in self.events["basic_return"]:
            handler(reason, exchange, routing_key, self.message_to_python(message))

    def _next_delivery_tag(self) -> int:
        return next(self._delivery_tags)

    def _queue(self, name: str) -> MessageQueue:
        return self.queues.setdefault(name, MessageQueue())

    def _has_queue(self, queue: str, **kwargs: Any) -> bool:
        return queue in self.queues

    def _new_queue(self, queue: str, auto_delete: bool = False, **kwargs: Any) -> None:
        self.queues.setdefault(queue, MessageQueue(auto_delete))

    def _queue_bind(self, *args: Any) -> None:
        pass

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        return self._queue(queue).get()

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        self._queue(queue).put(message)

    def _put_fanout(
        self, exchange: str, message: dict[str, Any], routing_key: str | None = None, **kw: Any
    ) -> None:
        for name in self._lookup(exchange, routing_key):
            self._put(name, message)

    def _size(self, queue: str) -> int:
        return len(self._queue(queue))

    def _delete(self, queue: str, exchange: str, *meta: Any, **kwargs: Any) -> None:
        self.queues.pop(queue, None)
        table = self.get_table(exchange)
        table[:] = [binding for binding in table if binding[-1] != queue]

    def _purge(self, queue: str) -> int:
        return self._queue(queue).clear()


class Transport(virtual.Transport):
    """A connection: waits on a green event instead of polling."""

    Channel = Channel
    driver_type = "memory"
    driver_name = SCHEME
    recoverable_channel_errors: tuple[type[Exception], ...] = ()
    implements = virtual.Transport.implements.extend(
        asynchronous=False, exchange_type=frozenset(["direct", "topic", "fanout"]), heartbeats=False
    )

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self.broker = broker_of(client.hostname)
        self.state = self.broker.state
        self._arrival: Event | None = None
        self._deliveries = 0

    def driver_version(self) -> str:
        """No driver, no version."""
        return "-"

    def wake(self) -> None:
        """Tell the thread in `drain_events` that there may be something to deliver."""
        if self._arrival is not None and not self._arrival.ready():
            self._arrival.send()

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:
        """Deliver one message; wait for it up to `timeout` seconds, then raise socket.timeout."""
        give_up_at = None if timeout is None else monotonic() + timeout
        while True:
            self._arrival = Event()
            try:
                self.cycle.get(self._deliver)
            except Empty:
                left = None if give_up_at is None else give_up_at - monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError from None  # socket.timeout by its other name
                self._deliveries = 0
                self._arrival.wait(left)
            else:
                self._take_turns()
                return

    def close_connection(self, connection: Any) -> None:
        """Close all channels and release whoever waits for a delivery."""
        super().close_connection(connection)
        self.wake()

    def _take_turns(self) -> None:
        self._deliveries += 1
        if self._deliveries >= DELIVERIES_PER_TURN:
            self._deliveries = 0
            eventlet.sleep(0)


assert socket.timeout is TimeoutError

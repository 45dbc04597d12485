"""Reads the queues of all subscriptions of a container, and its dead-letter queue.

Lifecycle: declares what it reads whenever it connects; stopping cancels its consumers, waits for
the events being processed, and gives back the rest with the connection.

Hazard: acknowledging on a connection that was lost in between does nothing; the broker delivers
the event again and the inbox recognises it.
"""

import contextlib
import logging
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import Any, NamedTuple

from foundation.messaging import topology
from foundation.messaging.container import setting
from foundation.messaging.envelope import Envelope
from foundation.messaging.event_batcher import EventBatcher
from foundation.messaging.keyed_executor import KeyedSerialExecutor
from foundation.messaging.rabbitmq import declaration
from foundation.messaging.rabbitmq.link import HEARTBEAT
from foundation.messaging.rabbitmq.queue_reader import QueueReader
from foundation.messaging.rabbitmq.reader import BrokerReader

log = logging.getLogger(__name__)

STOP_TIMEOUT = 30.0
FINISHING_TURN = 0.1
DELIVERY_LIMIT_CONFIG_KEY = "EVENT_DELIVERY_LIMIT"
DEATH_BY_LIMIT = "The process died of this event, or gave it back, too often."
NO_EVENT = "This is no event."


class Arrival(NamedTuple):
    """An event that has come for a subscription."""

    reader: "SubscriptionReader"
    queue: QueueReader
    message: Any
    provider: Any
    envelope: Envelope

    @property
    def key(self) -> tuple[str, str]:
        """Subscriber and aggregate."""
        return self.provider.subscription.subscriber, self.envelope.aggregate_id

    def process(self) -> None:
        """Have it processed alone, and acknowledge it."""
        if not self.reader.should_stop and self.provider.deliver(self.envelope):
            self.done()

    def done(self) -> None:
        """Acknowledge it."""
        self.reader.done(self.queue, self.message)


class SubscriptionReader(BrokerReader):
    """One connection that reads several queues."""

    def __init__(self, uri: str, providers: Any, spawn: Callable[[Callable[[], None]], Any]):
        super().__init__(uri, heartbeat=HEARTBEAT)
        self._providers = {
            provider.subscription.subscriber: provider
            for provider in sorted(providers, key=lambda one: str(one.subscription.subscriber))
        }
        self._executor = KeyedSerialExecutor(spawn)
        self._batchers = {
            subscriber: EventBatcher(
                spawn, self._executor, partial(self._process_together, provider)
            )
            for subscriber, provider in self._providers.items()
        }
        self._delivery_limit = setting(DELIVERY_LIMIT_CONFIG_KEY, topology.DELIVERY_LIMIT)
        self._readers: list[QueueReader] = []

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        """Declare all queues and read them."""
        readers = self._readers = []
        for provider in self._providers.values():
            declaration.declare(channel.connection, provider.subscription, self._delivery_limit)
            take = partial(self._take, provider)
            readers.append(QueueReader(channel, provider.subscription.queue, take))
        for service in {provider.subscription.service for provider in self._providers.values()}:
            dead = topology.dead_queue_of(service)
            readers.append(QueueReader(channel, dead, self._take_dead))
        return readers

    def on_iteration(self) -> None:
        """Drop the caution that is no longer needed. Runs in the thread that may do so."""
        for reader in self._readers:
            if reader.may_end_caution():
                reader.end_caution()
                if reader.is_processed:
                    self.ack_message(reader.harmless)

    @contextlib.contextmanager
    def consumer_context(self, **kwargs: Any) -> Iterator[tuple[Any, Any, Any]]:
        """As kombu's; a regular end waits for the events being processed."""
        with super().consumer_context(**kwargs) as (connection, channel, consumers):
            yield connection, channel, consumers
            for consumer in consumers:
                consumer.cancel()
            give_up_at = monotonic() + STOP_TIMEOUT
            while self._is_working() and monotonic() < give_up_at:
                with contextlib.suppress(TimeoutError):
                    connection.drain_events(timeout=FINISHING_TURN)

    def _take(self, provider: Any, reader: QueueReader, message: Any) -> None:
        try:
            envelope = Envelope.from_dict(message.decode())
        except Exception as error:
            log.error("%s got what is no event: %r", provider.subscription.queue, error)
            message.reject()  # the dead-letter queue keeps it
            return
        reader.judge(message)
        arrival = Arrival(self, reader, message, provider, envelope)
        self._batchers[provider.subscription.subscriber].submit(arrival)

    def _process_together(self, provider: Any, arrivals: Sequence[Arrival]) -> bool:
        return not self.should_stop and bool(
            provider.deliver_together([arrival.envelope for arrival in arrivals])
        )

    def _is_working(self) -> bool:
        return len(self._executor) + sum(map(len, self._batchers.values())) > 0

    def _take_dead(self, reader: QueueReader, message: Any) -> None:
        subscriber = message.delivery_info["routing_key"]
        provider = self._providers.get(subscriber)
        if provider is None:
            log.error("a dead letter for %s, which is not served any more, stays", subscriber)
            return
        reader.judge(message)
        self._executor.submit(
            (subscriber, "dead"), partial(self._dead_letter, provider, reader, message)
        )

    def _dead_letter(self, provider: Any, reader: QueueReader, message: Any) -> None:
        deaths = message.headers.get("x-death") or [{}]
        if deaths[0].get("reason") == "delivery_limit":
            error, attempts = DEATH_BY_LIMIT, self._delivery_limit + 1
        else:
            error, attempts = NO_EVENT, 1
        if provider.dead_letter(letter_of(message), error, attempts):
            self.done(reader, message)

    def done(self, reader: QueueReader, message: Any) -> None:
        """Acknowledge what was processed or dead-lettered."""
        if reader.cautious and message is reader.harmless:
            reader.is_processed = True  # acknowledged when the caution has ended
        else:
            self.ack_message(message)


class RabbitMQEventReader:
    """Runs the reader of a container's subscriptions."""

    def __init__(self, uri: str, container: Any, subscribers: Collection[Any]) -> None:
        self._spawn = container.spawn_managed_thread
        self._reader = SubscriptionReader(uri, subscribers, self._spawn)
        self._thread: Any = None

    def start(self) -> None:
        """Connect and begin to read."""
        self._thread = self._spawn(self._reader.run)
        self._reader.wait_until_consumer_ready()

    def stop(self) -> None:
        """Take no more, finish what is in hand, disconnect."""
        self._reader.stop()
        if self._thread is not None:
            self._thread.wait()


def letter_of(message: Any) -> dict[str, Any]:
    """A dead message as an envelope; what is none is kept as text under an id of its own."""
    try:
        return Envelope.from_dict(message.decode()).to_dict()
    except Exception:
        body = message.body
        text = body if isinstance(body, str) else bytes(body).decode(errors="replace")
        event_id = message.properties.get("message_id") or str(uuid.uuid4())
        return {"id": event_id, "source": "", "type": "", "text": text}

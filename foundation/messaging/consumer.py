"""Reads the queues of all subscriptions of a container, and its dead-letter queue.

Lifecycle: declares what it reads whenever it connects; stopping cancels its consumers, waits for
the events being worked, and gives back the rest with the connection.

Hazard: acknowledging on a connection that was lost in between does nothing; the broker delivers
the event again and the inbox recognises it.
"""

import contextlib
import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import Any, NamedTuple

from eventlet.semaphore import Semaphore
from nameko import config
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.extensions import ProviderCollector, SharedExtension

from foundation.messaging import topology
from foundation.messaging.envelope import Envelope
from foundation.messaging.gathering import Gathering
from foundation.messaging.lanes import Lanes
from foundation.messaging.link import HEARTBEAT
from foundation.messaging.queue_reader import QueueReader
from foundation.messaging.reader import BrokerReader

log = logging.getLogger(__name__)

MOST_AT_ONCE = 10
"""Events that a container works at a time, of all its subscriptions."""
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
    def lane(self) -> tuple[str, str]:
        """Subscriber and aggregate."""
        return self.provider.subscription.subscriber, self.envelope.aggregate_id

    def work(self) -> None:
        """Have it worked alone, and acknowledge it."""
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
        self._lanes = Lanes(spawn)
        self._gatherings = {
            subscriber: Gathering(spawn, self._lanes, partial(self._work_together, provider))
            for subscriber, provider in self._providers.items()
        }
        self._delivery_limit = config.get(DELIVERY_LIMIT_CONFIG_KEY, topology.DELIVERY_LIMIT)
        self._readers: list[QueueReader] = []

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        """Declare all queues and read them."""
        readers = self._readers = []
        for provider in self._providers.values():
            topology.declare(channel.connection, provider.subscription, self._delivery_limit)
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
                if reader.is_worked:
                    self.ack_message(reader.harmless)

    @contextlib.contextmanager
    def consumer_context(self, **kwargs: Any) -> Iterator[tuple[Any, Any, Any]]:
        """As kombu's; a regular end waits for the events being worked."""
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
        self._gatherings[provider.subscription.subscriber].submit(arrival)

    def _work_together(self, provider: Any, arrivals: Sequence[Arrival]) -> bool:
        return not self.should_stop and bool(
            provider.deliver_together([arrival.envelope for arrival in arrivals])
        )

    def _is_working(self) -> bool:
        return len(self._lanes) + sum(map(len, self._gatherings.values())) > 0

    def _take_dead(self, reader: QueueReader, message: Any) -> None:
        subscriber = message.delivery_info["routing_key"]
        provider = self._providers.get(subscriber)
        if provider is None:
            log.error("a dead letter for %s, which is not served any more, stays", subscriber)
            return
        reader.judge(message)
        self._lanes.submit((subscriber, "dead"), partial(self._bury, provider, reader, message))

    def _bury(self, provider: Any, reader: QueueReader, message: Any) -> None:
        deaths = message.headers.get("x-death") or [{}]
        if deaths[0].get("reason") == "delivery_limit":
            error, attempts = DEATH_BY_LIMIT, self._delivery_limit + 1
        else:
            error, attempts = NO_EVENT, 1
        if provider.bury(letter_of(message), error, attempts):
            self.done(reader, message)

    def done(self, reader: QueueReader, message: Any) -> None:
        """Acknowledge what was worked or buried."""
        if reader.cautious and message is reader.harmless:
            reader.is_worked = True  # acknowledged when the caution has ended
        else:
            self.ack_message(message)


class EventConsumer(SharedExtension, ProviderCollector):
    """The container's reader of events; does nothing where nobody registers."""

    turns: Semaphore
    """Bounds the events worked at a time, so that workers remain for calls."""
    _reader: SubscriptionReader | None = None
    _thread: Any = None

    def setup(self) -> None:
        """Know how many workers events may take."""
        self.turns = Semaphore(max(1, min(MOST_AT_ONCE, self.container.max_workers // 2)))

    def start(self) -> None:
        """Connect and begin to read."""
        if not self._providers:
            return
        spawn = self.container.spawn_managed_thread
        self._reader = SubscriptionReader(config[AMQP_URI_CONFIG_KEY], self._providers, spawn)
        self._thread = self.container.spawn_managed_thread(self._reader.run)
        self._reader.wait_until_consumer_ready()

    def stop(self) -> None:
        """Take no more, finish what is in hand, disconnect."""
        if self._reader is not None:
            self._reader.stop()
            self._thread.wait()

    def unregister_provider(self, provider: Any) -> None:
        """All subscriptions of a container stop together."""
        self.stop()
        super().unregister_provider(provider)


def letter_of(message: Any) -> dict[str, Any]:
    """A dead message as an envelope; what is none is kept as text under an id of its own."""
    try:
        return Envelope.from_dict(message.decode()).to_dict()
    except Exception:
        body = message.body
        text = body if isinstance(body, str) else bytes(body).decode(errors="replace")
        event_id = message.properties.get("message_id") or str(uuid.uuid4())
        return {"id": event_id, "source": "", "type": "", "text": text}

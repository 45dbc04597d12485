"""Takes a guard away, so that a test can show what harm it keeps off."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import eventlet

from foundation import failpoints
from foundation.actor import SYSTEM
from foundation.messaging import inbox, outbox
from foundation.messaging.direct.relay import DirectRelay
from foundation.messaging.envelope import Envelope
from foundation.messaging.rabbitmq import relay as relay_cluster
from foundation.messaging.rabbitmq.event_reader import Arrival
from foundation.messaging.rabbitmq.publisher import Publication, Publisher
from foundation.messaging.rabbitmq.relay import RabbitMQRelay
from foundation.messaging.topology import exchange_of
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork


def change_for_the_test() -> None:
    """Make windows as small as the environment says, and take away the guard that it names."""
    relay_cluster.WINDOW = int(os.environ.get("TEST_WINDOW", relay_cluster.WINDOW))
    for name, take_away in GUARDS.items():
        if name in os.environ:
            take_away()


def claim_unlocked() -> None:
    """Relays claim rows without locking them."""
    outbox.claim = outbox.unsent  # type: ignore[assignment]


def work_without_inbox() -> None:
    """Every delivery is the first."""
    inbox.first_times = lambda session, subscriber, event_ids: set(event_ids)


def mark_unconfirmed() -> None:
    """What was published counts as confirmed."""
    confirmed = Publisher.publish

    def publish(self: Publisher, messages: Any, timeout: float = 0.5) -> set[int]:
        confirmed(self, messages, timeout)
        return {message.key for message in messages}

    Publisher.publish = publish  # type: ignore[method-assign]


def acknowledge_first() -> None:
    """An event is acknowledged, in one process marked as sent, before it is processed."""

    def process(self: Arrival) -> None:
        self.done()
        eventlet.sleep(0)  # what is acknowledged leaves with the hub's next turn
        self.provider.deliver(self.envelope)

    def deliver(self: DirectRelay, subscriber: Any, row_id: int, envelope: Envelope) -> None:
        self._done.add(row_id)
        self._mark()
        subscriber.deliver(envelope)

    Arrival.process = process  # type: ignore[method-assign]
    DirectRelay._deliver = deliver  # type: ignore[method-assign]


def publish_without_outbox() -> None:
    """Over RabbitMQ what is to be told is published after the commit; no row tells of it."""
    guarded = Store.write

    @contextmanager
    def write(self: Store, *arguments: Any, **more: Any) -> Iterator[UnitOfWork]:
        with guarded(self, *arguments, **more) as uow:
            yield uow
            events, uow._events = uow._events, []
        if events:
            failpoints.hit(failpoints.COMMITTED)
            publisher_of(self).publish([publication(event) for event in events])

    Store.write = write  # type: ignore[method-assign]


def publisher_of(store: Store) -> Publisher:
    """Of the relay that hears of the store's commits."""
    [wake] = store.after_commit
    publisher: Publisher = wake.__self__._publisher  # type: ignore[attr-defined]
    return publisher


def publication(event: dict[str, Any]) -> Publication:
    """The message of an event that has no row."""
    envelope = Envelope(id=event["event_id"], **{k: event[k] for k in event if k != "event_id"})
    return Publication(
        0, exchange_of(envelope.source), envelope.type, envelope.id, envelope.to_json()
    )


def overlook_what_waits() -> None:
    """A relay sends only what is told after its start."""
    all_unsent, overlooked = outbox.unsent, set[int]()

    def unsent(session: Any, limit: int, besides: Collection[int] = ()) -> list[Any]:
        return [row for row in all_unsent(session, limit, besides) if row.id not in overlooked]

    def overlooking(start: Callable[[Any, Any], None]) -> Any:
        def begin(self: Any, spawn: Any) -> None:
            with self._store.read(SYSTEM) as uow:
                overlooked.update(row.id for row in all_unsent(uow.session, relay_cluster.WINDOW))
            start(self, spawn)

        return begin

    outbox.unsent = unsent  # type: ignore[assignment]
    for relay in (RabbitMQRelay, DirectRelay):
        relay.start = overlooking(relay.start)  # type: ignore[method-assign]


GUARDS: dict[str, Callable[[], None]] = {
    "TEST_UNLOCKED_CLAIM": claim_unlocked,
    "TEST_NO_INBOX": work_without_inbox,
    "TEST_MARK_UNCONFIRMED": mark_unconfirmed,
    "TEST_ACK_FIRST": acknowledge_first,
    "TEST_NO_OUTBOX": publish_without_outbox,
    "TEST_OVERLOOK_WAITING": overlook_what_waits,
}
"""What takes each guard away, by the variable that asks for it."""

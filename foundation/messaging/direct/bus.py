"""Who subscribes to what in this process (embedded).

Subscribers are entered when their container is made and stay, even when it has stopped: a relay
that finds one not running waits for it, and its event stays in the outbox. Hence make all
containers of a process before starting the first (as nameko's runner does).
"""

from typing import Protocol

from foundation.messaging.envelope import Envelope
from foundation.messaging.topology import Subscription


class Subscriber(Protocol):
    """A method of a service that subscribes to events."""

    subscription: Subscription

    def deliver(self, envelope: Envelope) -> bool:
        """Have the event processed, or dead; False when that must wait for another run."""

    def flush(self) -> None:
        """Put the effects of what was processed on disk."""


_subscribers: dict[str, Subscriber] = {}


def enter(subscriber: Subscriber) -> None:
    """Enter a subscriber, in place of an earlier one of the same name."""
    _subscribers[subscriber.subscription.subscriber] = subscriber


def subscribers_to(source: str, type_: str) -> list[Subscriber]:
    """All who subscribe to this type of event."""
    return [
        subscriber
        for subscriber in _subscribers.values()
        if (subscriber.subscription.source, subscriber.subscription.type) == (source, type_)
    ]


def clear() -> None:
    """Forget all subscribers."""
    _subscribers.clear()

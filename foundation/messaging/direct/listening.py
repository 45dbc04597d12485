"""Listeners of one process: the relays pass events to them, and hints reach them at once."""

from collections.abc import Collection, Mapping
from typing import Any

from foundation.messaging.direct import bus
from foundation.messaging.envelope import Envelope
from foundation.messaging.topology import HINTS, Subscription
from foundation.messaging.transport import OnEvent

_listening: list["DirectListening"] = []


class DirectListening:
    """Receives from the moment of its start; see `broadcast`."""

    def __init__(self, events: Collection[tuple[str, str]], on_event: OnEvent) -> None:
        self._events = events
        self._on_event = on_event

    @property
    def is_up(self) -> bool:
        """Whether what is published at this moment is received."""
        return self in _listening

    def start(self) -> None:
        """Start receiving."""
        _listening.append(self)
        for source, type_ in self._events:
            bus.enter(
                BroadcastSubscriber(Subscription(source, type_, "screens", f"{source}.{type_}"))
            )

    def stop(self) -> None:
        """Receive no more events."""
        if self in _listening:
            _listening.remove(self)

    def hint(self, source: str, data: Mapping[str, Any], community: str | None) -> None:
        """Send a hint to all listeners of this process."""
        dispatch(source, HINTS, data, community)

    def receive(
        self, source: str, type_: str, data: Mapping[str, Any], community: str | None
    ) -> None:
        """Pass on an event, if it is wanted."""
        if type_ == HINTS or (source, type_) in self._events:
            self._on_event(source, type_, data, community)


class BroadcastSubscriber:
    """All listeners as one subscriber: an event is processed as soon as they have received it."""

    def __init__(self, subscription: Subscription) -> None:
        self.subscription = subscription

    def deliver(self, envelope: Envelope) -> bool:
        """Pass the event on; it never waits for another run."""
        dispatch(envelope.source, envelope.type, envelope.data, envelope.community_id)
        return True

    def flush(self) -> None:
        """Nothing to put on disk."""


def dispatch(source: str, type_: str, data: Mapping[str, Any], community: str | None) -> None:
    """Pass an event on to all who listen in this process."""
    for one in list(_listening):
        one.receive(source, type_, data, community)

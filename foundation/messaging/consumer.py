"""What a container's subscriptions share: their turns, and what brings them events."""

from typing import Any

from foundation.concurrency import Semaphore
from foundation.messaging.container import ProviderCollector, SharedExtension, address
from foundation.messaging.transport import EventReader, transport_of

MOST_AT_ONCE = 10
"""Events that a container processes at a time, of all its subscriptions."""


class EventConsumer(SharedExtension, ProviderCollector):
    """The container's reader of events; within one process the relays bring them."""

    turns: Semaphore
    """Bounds the events processed at a time, so that workers remain for calls."""
    _reader: EventReader | None = None

    def setup(self) -> None:
        """Know how many workers events may take."""
        self.turns = Semaphore(max(1, min(MOST_AT_ONCE, self.container.max_workers // 2)))

    def start(self) -> None:
        """Begin to read, where that is to be done."""
        self._reader = transport_of(address()).event_reader(self.container, self._providers)
        if self._reader is not None:
            self._reader.start()

    def stop(self) -> None:
        """Take no more, finish what is in hand, disconnect."""
        if self._reader is not None:
            self._reader.stop()

    def unregister_provider(self, provider: Any) -> None:
        """All subscriptions of a container stop together."""
        self.stop()
        super().unregister_provider(provider)

"""What the services tell, heard by a process as it happens: for screens, not for work.

Lifecycle: `start()` begins to hear, `stop()` ends it. Over RabbitMQ each listener has a queue of
its own that goes with its connection; within one process the relay tells it as it tells the
subscribers. What happens while nobody listens is missed, and nothing waits for a listener: it
must neither block nor rely on hearing everything. `missed` is called whenever something may have
been: when the connection is lost, and when it hears again.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from typing import Any

from foundation.messaging.transport import Hear, transport_of

log = logging.getLogger(__name__)


class Broadcast:
    """Hears all events of these sources and types, and the hints of other processes."""

    def __init__(
        self,
        uri: str,
        events: Collection[tuple[str, str]],
        hear: Hear,
        missed: Callable[[], None] = lambda: None,
    ) -> None:
        self._hear = hear
        self._listening = transport_of(uri).listening(events, self._heard, missed)

    @property
    def is_listening(self) -> bool:
        """Whether what is told at this moment is heard."""
        return self._listening.is_up

    def start(self) -> None:
        """Begin to hear; does not wait for the broker."""
        self._listening.start()

    def stop(self) -> None:
        """Hear no more."""
        self._hear = hear_nothing
        self._listening.stop()

    def hint(self, source: str, data: Mapping[str, Any]) -> None:
        """Tell all listeners, of every process, that something of `source` has changed."""
        self._listening.hint(source, data)

    def _heard(self, source: str, type_: str, data: Mapping[str, Any]) -> None:
        try:
            self._hear(source, type_, data)
        except Exception:
            log.exception("a listener failed at %s %s", source, type_)


def hear_nothing(source: str, type_: str, data: Mapping[str, Any]) -> None:
    """In place of a listener that has stopped."""

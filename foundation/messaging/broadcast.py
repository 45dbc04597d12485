"""Events of the services, received by a process as they happen: for screens, not for work.

Lifecycle: `start()` begins to hear, `stop()` ends it. Over RabbitMQ each listener has a queue of
its own that goes with its connection; within one process the relay tells it as it tells the
subscribers. What happens while nobody listens is missed, and nothing waits for a listener: it
must neither block nor rely on hearing everything. `missed` is called whenever something may have
been: when the connection is lost, and when it hears again.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from typing import Any

from foundation.messaging.transport import OnEvent, transport_of

log = logging.getLogger(__name__)


class Broadcast:
    """Receives all events of these sources and types, and the hints of other processes."""

    def __init__(
        self,
        uri: str,
        events: Collection[tuple[str, str]],
        on_event: OnEvent,
        missed: Callable[[], None] = lambda: None,
    ) -> None:
        self._on_event = on_event
        self._listening = transport_of(uri).listening(events, self._receive, missed)

    @property
    def is_listening(self) -> bool:
        """Whether what is published at this moment is received."""
        return self._listening.is_up

    def start(self) -> None:
        """Start receiving; does not wait for the broker."""
        self._listening.start()

    def stop(self) -> None:
        """Receive no more events."""
        self._on_event = ignore
        self._listening.stop()

    def hint(self, source: str, data: Mapping[str, Any], community: str | None) -> None:
        """Tell all listeners, of every process, that something of `source` has changed in a
        community; None: nobody says where."""
        self._listening.hint(source, data, community)

    def _receive(
        self, source: str, type_: str, data: Mapping[str, Any], community: str | None
    ) -> None:
        try:
            self._on_event(source, type_, data, community)
        except Exception:
            log.exception("a listener failed at %s %s", source, type_)


def ignore(source: str, type_: str, data: Mapping[str, Any], community: str | None) -> None:
    """In place of a listener that has stopped."""

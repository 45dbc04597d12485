"""Live pages: who is told that something has changed, by server-sent events.

What is sent is the kind of thing and nothing else; the page asks for itself again, with its
reader's rights. A resident hears of the own households and of what names the own person, staff
of everything.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventlet.queue import Empty, LightQueue

from contracts.roles import STAFF, Role
from foundation.actor import Actor

KINDS = ("bills", "repairs", "complaints", "notices", "messages", "households", "visits", "duties")
"""What parts of pages may depend on."""
OF_SOURCE: Mapping[str, tuple[str, ...]] = {
    "billing": ("bills", "messages"),
    "repairs": ("repairs", "messages"),
    "complaints": ("complaints", "messages"),
    "notices": ("notices", "messages"),
    "directory": ("households", "duties"),
}
OF_EVENT: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("billing", "visits_assigned"): ("visits", "messages"),
    ("billing", "dunning_step_taken"): ("bills", "visits", "messages"),
}
FOR_ALL = frozenset({("notices", "notice_published")})
"""Whom it is addressed to stands in the notice, which its reader asks for."""
PEOPLE = ("person_id", "engineer_id", "steward_id", "lodged_by_id", "handler_id")
BEAT_SECONDS = 20
"""A line that says nothing, so that nobody takes the silent connection for a dead one."""
LIFE_BEATS = 30
"""After ten silent minutes the browser connects again, and is asked who it is."""

Say = Callable[[str, Mapping[str, Any]], None]


class Stream:
    """One open page."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.waiting: LightQueue = LightQueue()

    def concerns(self, source: str, type_: str, data: Mapping[str, Any]) -> bool:
        """Whether this person is told."""
        if (source, type_) in FOR_ALL or self.actor.has(*STAFF):
            return True
        if self.actor.has(Role.RESIDENT) and data.get("household_id") in self.actor.household_ids:
            return True
        return any(data.get(name) == self.actor.id for name in PEOPLE)


class Hub:
    """All open pages of this process."""

    def __init__(self) -> None:
        self._streams: set[Stream] = set()
        self.say: Say = lambda source, data: self.hear(source, "", data)
        """Tells the pages of all processes; of this one alone until a broadcast is joined."""

    def hear(self, source: str, type_: str, data: Mapping[str, Any]) -> None:
        """Pass on what has happened to the pages that it concerns."""
        kinds = OF_EVENT.get((source, type_)) or OF_SOURCE.get(source, ())
        for stream in list(self._streams):
            if stream.concerns(source, type_, data):
                stream.waiting.put(" ".join(kinds))

    def open(self, actor: Actor) -> Iterator[str]:
        """The events of a person, as the wire has them, until the page goes or the hub closes."""
        stream = Stream(actor)
        self._streams.add(stream)
        try:
            yield "retry: 3000\n\n"
            for _ in range(LIFE_BEATS):
                try:
                    told = stream.waiting.get(timeout=BEAT_SECONDS)
                except Empty:
                    yield ":\n\n"
                    continue
                if told is None:
                    return
                yield f"data: {told}\n\n"
        finally:
            self._streams.discard(stream)

    def close(self) -> None:
        """End all streams, so that a server that stops need not wait for them."""
        for stream in list(self._streams):
            stream.waiting.put(None)

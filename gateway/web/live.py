"""Live pages: who is notified that something has changed, by server-sent events.

What is sent is the kind of thing and nothing else; the page asks for itself again, with its
reader's rights. A resident is notified of the own households and of what names the own person,
staff of everything in the communities of their roles.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from contracts.roles import STAFF, Role
from foundation.actor import Actor
from foundation.concurrency import Empty, Queue
from gateway.sessions import HINT, RIGHTS_CHANGED, Sessions

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
    ("billing", "visits_withdrawn"): ("visits", "messages"),
    ("billing", "visits_stalled"): ("visits", "messages"),
    ("directory", "role_requested"): ("messages",),
    ("directory", "role_request_closed"): ("messages",),
    ("billing", "dunning_step_taken"): ("bills", "visits", "messages"),
}
FOR_ALL = frozenset({("notices", "notice_published")})
"""Whom it is addressed to stands in the notice, which its reader asks for."""
PEOPLE = ("person_id", "engineer_id", "steward_id", "lodged_by_id", "handler_id")
BEAT_SECONDS = 20
"""A line that says nothing, so that nobody takes the silent connection for a dead one."""
LIFE_BEATS = 30
"""After ten silent minutes the browser connects again, and is asked who it is."""

ENOUGH = "enough"
"""Too many pages are open: this one hears nothing until it is looked at again."""

Say = Callable[[str, Mapping[str, Any], str | None], None]


class Stream:
    """One open page."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.waiting: Queue = Queue()

    def concerns(
        self, source: str, type_: str, data: Mapping[str, Any], community: str | None
    ) -> bool:
        """Whether this person is notified of what has happened in a community; None: in none."""
        if self.actor.where(*STAFF).sees(community) and self.actor.has(*STAFF):
            return True
        if (source, type_) in FOR_ALL and self.actor.scope.sees(community):
            return True
        if self.actor.has(Role.RESIDENT) and self.ours(data):
            return True
        return any(data.get(name) == self.actor.id for name in PEOPLE)

    def ours(self, data: Mapping[str, Any]) -> bool:
        """Whether it is of an own household, and of the own side of it where it says so (D06)."""
        side, since = data.get("side"), data.get("since")
        at = datetime.fromisoformat(since) if isinstance(since, str) else since
        return any(
            side is None or one.sees(side, data.get("member_id"), at)
            for one in self.actor.standings_in(data.get("household_id"))
        )


class Hub:
    """All open pages of this process.

    A person has so many streams and no more, and all have so many: one more ends the oldest.
    """

    def __init__(self, sessions: Sessions, most: int = 500, of_one: int = 8) -> None:
        self._sessions = sessions
        self._streams: dict[Stream, None] = {}
        self._most = most
        self._of_one = of_one
        self.say: Say = lambda source, data, at: self.on_event(source, "", data, at)
        """Notifies the pages of all processes; of this one alone until a broadcast is joined."""

    def on_event(
        self, source: str, type_: str, data: Mapping[str, Any], community: str | None
    ) -> None:
        """Pass on what has happened to the pages that it concerns.

        A stream whose person's rights have changed ends; the page asks to listen again.
        """
        self._sessions.on_event(source, type_, data)
        if source == HINT:
            return  # nothing to be seen
        if (source, type_) in RIGHTS_CHANGED:
            self.look_again(str(data.get("person_id")))
        kinds = OF_EVENT.get((source, type_)) or OF_SOURCE.get(source, ())
        for stream in list(self._streams):
            if stream.concerns(source, type_, data, community):
                stream.waiting.put(" ".join(kinds))

    def open(self, actor: Actor) -> Iterator[str]:
        """The events of a person, as the wire has them, until the page goes, the person's rights
        change, or the hub closes."""
        stream = Stream(actor)
        self._make_room(actor)
        self._streams[stream] = None
        try:
            yield from self._messages(stream)
        finally:
            self._streams.pop(stream, None)

    def _make_room(self, actor: Actor) -> None:
        """End the oldest streams where there are too many; they were opened in this order."""
        own = [stream for stream in self._streams if stream.actor.id == actor.id]
        for stream in own[: max(0, len(own) + 1 - self._of_one)]:
            self._end(stream)
        for stream in list(self._streams)[: max(0, len(self._streams) + 1 - self._most)]:
            self._end(stream)

    def _end(self, stream: Stream) -> None:
        self._streams.pop(stream, None)
        stream.waiting.put(ENOUGH)

    def _messages(self, stream: Stream) -> Iterator[str]:
        yield "retry: 3000\n\n"
        for _ in range(LIFE_BEATS):
            try:
                kinds = stream.waiting.get(timeout=BEAT_SECONDS)
            except Empty:
                kinds = ""
            if kinds is ENOUGH:
                yield "event: enough\ndata:\n\n"
                return
            if kinds is None or not self._sessions.holds(stream.actor):
                return
            if not kinds:
                yield ":\n\n"
                continue
            yield f"data: {kinds}\n\n"

    def look_again(self, person_id: str) -> None:
        """Have the streams of a person end at once unless their logins open what they opened."""
        for stream in list(self._streams):
            if stream.actor.id == person_id:
                stream.waiting.put("")

    def close(self) -> None:
        """End all streams, so that a server that stops need not wait for them."""
        for stream in list(self._streams):
            stream.waiting.put(None)

"""The demo clock: moves the time of all services, processing on the way what becomes due.

The gateway calls `advance`. It goes in steps from deadline to deadline, so that whatever happens is
seen to happen at its own time: an escalation that is due at ten happens at ten, even if the clock
is moved by a week.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from foundation.errors import ServiceTimeout

STALL_SECONDS = 30.0
"""How long a step may go on without any progress before it is given up."""
MOST_SECONDS = 200.0
"""How long a step may take in all, on a machine that has other things to do."""

PAUSE_SECONDS = (0.01, 0.2)
"""Between two looks whether effects have arrived: at first, and at most."""

Call = Callable[[str, str, dict[str, Any]], Any]
"""(service, method, data) → answer"""
Event = list[str]
"""[id, source, type]"""
Marks = Mapping[str, int]
"""By service, the last row of its outbox that need not be looked at."""


class StallDetector:
    """Gives up a polling loop that makes no progress; as long as there is some, it goes on, since a
    bill run under way takes a slow machine a while."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._until = self._begun + STALL_SECONDS
        self._seen: object = None

    def check(self, progress: Callable[[], object]) -> None:
        """Raise `ServiceTimeout` if `progress` has had the same value for `STALL_SECONDS`, or the
        step goes on for `MOST_SECONDS`."""
        now = time.monotonic()
        if now <= self._until:
            return
        seen = progress()
        if seen == self._seen or now > self._begun + MOST_SECONDS:
            raise ServiceTimeout
        self._seen, self._until = seen, now + STALL_SECONDS


@dataclass
class Move:
    """A move of the clock of all services to `target`; `now` is how far it has come."""

    call: Call
    services: Sequence[str]
    now: datetime
    target: datetime
    marks: Marks
    unsent: Sequence[Event]
    """Events from before the move that are waited for as well."""

    def go_on(self) -> datetime:
        """Move on to the target, and return it.

        All deadlines up to then have been processed, each at its own time and in order, and the
        events that they caused, when it returns. Raise `ServiceTimeout` when effects do not arrive
        in time; called again, it goes on from there.
        """
        call, services = self.call, self.services
        self.now = max(self.now, present(call, services))  # it ran on while nobody moved it
        self.target = max(self.now, self.target)
        self.marks, self.unsent = settle(call, self.marks, self.unsent), ()
        try:
            while True:
                set_clocks(call, services, self.now, stand=True)
                self.marks, ahead = process_due(call, services, self.now, self.marks)
                if self.now == self.target:
                    return self.now
                self.now = min([self.target, *ahead])
        finally:
            set_clocks(call, services, self.now, stand=False)


def begin(call: Call, services: Sequence[str], by: timedelta) -> Move:
    """A move on by `by`, which has not begun yet."""
    now = present(call, services)
    states = {service: call(service, "events_now", {}) for service in services}
    marks = {service: state["last"] for service, state in states.items()}
    unsent = [event for state in states.values() for event in state["unsent"]]
    return Move(call, services, now, now + by, marks, unsent)


def advance(call: Call, services: Sequence[str], by: timedelta) -> datetime:
    """Move the clock of all services on by `by`; as `Move.go_on`."""
    return begin(call, services, by).go_on()


def present(call: Call, services: Sequence[str]) -> datetime:
    """The time that the services go by."""
    return datetime.now(UTC) + timedelta(seconds=call(services[0], "clock_offset", {}))


def set_clocks(call: Call, services: Sequence[str], at: datetime, *, stand: bool) -> None:
    """Make a moment the present of all services, where their clocks stand still or run on.

    They stand while the clock is moved: else what is due next would be reached, or passed, while
    they work what is due now.
    """
    data: dict[str, Any] = {"offset_seconds": ceil((at - datetime.now(UTC)).total_seconds())}
    if stand:
        data["stands_at"] = at.isoformat()
    for service in services:
        call(service, "clock_set", data)


def process_due(
    call: Call, services: Sequence[str], now: datetime, marks: Marks
) -> tuple[Marks, list[datetime]]:
    """Process all that is due by now, and the events that it causes; answer the rows up to which
    that is so, and when the next deadlines are due."""
    stall = StallDetector()
    reached, due = marks, due_times(call, services)
    while late := [service for service, at in due.items() if at <= now]:
        stall.check(lambda due=due: due)  # type: ignore[misc]
        for service in late:
            call(service, "work_due", {})
        reached = settle(call, marks)
        due = due_times(call, services)
    # No deadline is being processed any more, so none publishes an event before those settled.
    return reached, list(due.values())


def due_times(call: Call, services: Sequence[str]) -> dict[str, datetime]:
    """When each service's next deadline is due; those that have one."""
    answers = {service: call(service, "next_due", {}) for service in services}
    return {name: datetime.fromisoformat(at) for name, at in answers.items() if at}


def settle(call: Call, after: Marks, earlier: Sequence[Event] = ()) -> Marks:
    """Wait until every event published after these rows, and every `earlier` one, has been
    processed by all who subscribe to it. Answers the rows up to which that is so.
    """
    stall = StallDetector()
    pause, longest = PAUSE_SECONDS
    while (reached := settled(call, after, earlier)) is None:
        stall.check(lambda: [call(service, "events_progress", {}) for service in after])
        time.sleep(pause)
        pause = min(2 * pause, longest)
    return reached


def settled(call: Call, after: Marks, earlier: Sequence[Event]) -> Marks | None:
    """The last rows, if no event is under way; what an event causes may be an event again."""
    states = states_of(call, after)
    if states is None:
        return None
    published = [*earlier, *(event for state in states.values() for event in state["told"])]
    if published:
        if any(call(service, "events_missing", {"told": published}) for service in after):
            return None
        if states_of(call, after) != states:
            return None
    return {service: state["last"] for service, state in states.items()}


def states_of(call: Call, after: Marks) -> dict[str, dict[str, Any]] | None:
    """What each service has published after its row; None while one has events to hand on."""
    states = {}
    for service, row in after.items():
        states[service] = call(service, "events_state", {"after": row})
        if states[service]["under_way"]:
            return None
    return states

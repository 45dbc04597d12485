"""The demo clock: moves the time of all services, working on the way what becomes due.

The gateway calls `advance`. It goes in steps from deadline to deadline, so that whatever happens
is seen to happen at its own time: an escalation that is told at ten is told at ten, even if the
clock was moved by a week.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from foundation.errors import ServiceTimeout

STEP = timedelta(minutes=15)
"""Deadlines within one step are worked together, each still in order."""
PATIENCE_SECONDS = 30.0
"""How long effects of events may take per step."""

PAUSE_SECONDS = (0.01, 0.2)
"""Between two looks whether effects have arrived: at first, and at most."""

Call = Callable[[str, str, dict[str, Any]], Any]
"""(service, method, data) → answer"""
Event = list[str]
"""[id, source, type]"""
Marks = Mapping[str, int]
"""By service, the last row of its outbox that need not be looked at."""


def advance(call: Call, services: Sequence[str], by: timedelta) -> datetime:
    """Move the clock of all services on by `by`; tell the new present.

    All deadlines up to then have been worked, and the events that they caused, when it returns.
    Raise `ServiceTimeout` when effects do not arrive in time.
    """
    now = datetime.now(UTC) + timedelta(seconds=call(services[0], "clock_offset", {}))
    target = now + by
    present = {service: call(service, "events_now", {}) for service in services}
    unsent = [event for state in present.values() for event in state["unsent"]]
    marks = settle(call, {service: state["last"] for service, state in present.items()}, unsent)
    due = due_times(call, services)
    while now < target:
        now = next_stop(now, target, due)
        seconds = ceil((now - datetime.now(UTC)).total_seconds())  # what is due now is due there
        for service in services:
            call(service, "clock_set", {"offset_seconds": seconds})
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        reached = marks
        while late := [service for service, at in due.items() if at <= now]:
            if time.monotonic() > give_up_at:
                raise ServiceTimeout
            for service in late:
                call(service, "work_due", {})
            reached = settle(call, marks)
            due = due_times(call, services)
        marks = reached  # no deadline is being worked any more, so none tells an earlier event
    return now


def next_stop(now: datetime, target: datetime, due: Mapping[str, datetime]) -> datetime:
    """The end of the step in which the next deadline lies, at most the target."""
    ahead = [at for at in due.values() if at > now]
    if not ahead:
        return target
    return min(target, now + ((min(ahead) - now) // STEP + 1) * STEP)


def due_times(call: Call, services: Sequence[str]) -> dict[str, datetime]:
    """When each service's next deadline is due; those that have one."""
    answers = {service: call(service, "next_due", {}) for service in services}
    return {name: datetime.fromisoformat(at) for name, at in answers.items() if at}


def settle(call: Call, after: Marks, earlier: Sequence[Event] = ()) -> Marks:
    """Wait until every event told after these rows has been worked by all who subscribe to it.

    And every `earlier` event. Answers the rows up to which that is so.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    pause, longest = PAUSE_SECONDS
    while (reached := settled(call, after, earlier)) is None:
        if time.monotonic() > give_up_at:
            raise ServiceTimeout
        time.sleep(pause)
        pause = min(2 * pause, longest)
    return reached


def settled(call: Call, after: Marks, earlier: Sequence[Event]) -> Marks | None:
    """The last rows, if no event is under way; what an event causes may be an event again."""
    states = states_of(call, after)
    if states is None:
        return None
    told = [*earlier, *(event for state in states.values() for event in state["told"])]
    if told:
        if any(call(service, "events_missing", {"told": told}) for service in after):
            return None
        if states_of(call, after) != states:
            return None
    return {service: state["last"] for service, state in states.items()}


def states_of(call: Call, after: Marks) -> dict[str, dict[str, Any]] | None:
    """What each service has told after its row; None while one has events to hand on."""
    states = {}
    for service, row in after.items():
        states[service] = call(service, "events_state", {"after": row})
        if states[service]["under_way"]:
            return None
    return states

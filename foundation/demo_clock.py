"""The demo clock: moves the time of all services, working on the way what becomes due.

The gateway calls `advance`. It goes in steps from deadline to deadline, so that whatever happens
is seen to happen at its own time: an escalation that is told at ten is told at ten, even if the
clock was moved by a week.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from foundation.errors import ServiceTimeout

STEP = timedelta(minutes=15)
"""Deadlines within one step are worked together, each still in order."""
PATIENCE_SECONDS = 30.0
"""How long effects of events may take per step."""

Call = Callable[[str, str, dict[str, Any]], Any]
"""(service, method, data) → answer"""


def advance(call: Call, services: Sequence[str], by: timedelta) -> datetime:
    """Move the clock of all services on by `by`; tell the new present.

    All deadlines up to then have been worked, and the events that they caused, when it returns.
    Raise `ServiceTimeout` when effects do not arrive in time.
    """
    now = datetime.now(UTC) + timedelta(seconds=call(services[0], "clock_offset", {}))
    target = now + by
    settle(call, services, datetime.now(UTC))
    due = due_times(call, services)
    while now < target:
        now = next_stop(now, target, due)
        seconds = (now - datetime.now(UTC)).total_seconds()
        for service in services:
            call(service, "clock_set", {"offset_seconds": round(seconds)})
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while late := [service for service, at in due.items() if at <= now]:
            if time.monotonic() > give_up_at:
                raise ServiceTimeout
            started = datetime.now(UTC)
            for service in late:
                call(service, "work_due", {})
            settle(call, services, started)
            due = due_times(call, services)
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


def settle(call: Call, services: Sequence[str], since: datetime) -> None:
    """Wait until every event told `since` then has been worked by all who subscribe to it."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not settled(call, services, since):
        if time.monotonic() > give_up_at:
            raise ServiceTimeout
        time.sleep(0.01)


def settled(call: Call, services: Sequence[str], since: datetime) -> bool:
    """Whether no event is under way."""
    told: list[Any] = []
    for service in services:
        state = call(service, "events_state", {"since": since.isoformat()})
        if state["under_way"]:
            return False
        told += state["told"]
    return not any(told and call(one, "events_missing", {"told": told}) for one in services)

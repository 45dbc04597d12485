"""The demo clock returns when all that its move has caused is done."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from foundation import demo_clock
from foundation.errors import ServiceTimeout

DELAYS = range(4)
"""Calls that pass until something in the background is done."""
CHAIN = ("a", "b", "a")
"""Who works what the deadline of `a` tells, and tells of it in turn."""


class World:
    """Two services of which each call to either lets a moment pass in the background."""

    def __init__(self, handing_on: int, working: int) -> None:
        self.delays = {"handed": handing_on, "worked": working}
        self.offset = 0.0
        self.due: datetime | None = datetime.now(UTC) + timedelta(hours=1)
        self.outbox: dict[str, list[dict[str, Any]]] = {"a": [], "b": []}
        self.left = list(CHAIN[1:])
        self.waiting: list[tuple[int, Any]] = []

    def later(self, what: str, act: Any) -> None:
        self.waiting.append((self.delays[what], act))

    def tell(self, by: str) -> None:
        event: dict[str, Any] = {"id": f"e{len(self.outbox[by])}{by}", "sent": False, "worked": ""}
        self.outbox[by].append(event)
        self.later("handed", lambda: self.hand_on(event))

    def hand_on(self, event: dict[str, Any]) -> None:
        event["sent"] = True
        event["by"] = self.left.pop(0) if self.left else None
        if event["by"]:
            self.later("worked", lambda: self.work(event))

    def work(self, event: dict[str, Any]) -> None:
        event["worked"] = event["by"]
        if self.left:  # its effect and what it tells are one transaction
            self.tell(event["by"])

    def pass_a_moment(self) -> None:
        ripe = [act for left, act in self.waiting if left == 0]
        self.waiting = [(left - 1, act) for left, act in self.waiting if left > 0]
        for act in ripe:
            act()

    def call(self, service: str, method: str, data: dict[str, Any]) -> Any:
        answer = getattr(self, method)(service, data)
        self.pass_a_moment()
        return answer

    def clock_offset(self, service: str, data: dict[str, Any]) -> float:
        return self.offset

    def clock_set(self, service: str, data: dict[str, Any]) -> None:
        self.offset = data["offset_seconds"]

    def next_due(self, service: str, data: dict[str, Any]) -> str | None:
        return self.due.isoformat() if service == "a" and self.due else None

    def work_due(self, service: str, data: dict[str, Any]) -> None:
        now = datetime.now(UTC) + timedelta(seconds=self.offset)
        if self.due and self.due <= now:
            self.due = None
            self.tell(service)

    def events_now(self, service: str, data: dict[str, Any]) -> dict[str, Any]:
        unsent = [[event["id"]] for event in self.outbox[service] if not event["sent"]]
        return {"last": len(self.outbox[service]), "unsent": unsent}

    def events_state(self, service: str, data: dict[str, Any]) -> dict[str, Any]:
        rows = self.outbox[service]
        if not all(event["sent"] for event in rows):
            return {"under_way": True}
        told = [[event["id"]] for event in rows[data["after"] :]]
        return {"under_way": False, "told": told, "last": len(rows)}

    def events_missing(self, service: str, data: dict[str, Any]) -> int:
        ids = {event_id for (event_id,) in data["told"]}
        return sum(
            event["id"] in ids and event.get("by") == service != event["worked"]
            for rows in self.outbox.values()
            for event in rows
        )

    def is_done(self) -> bool:
        return self.due is None and not self.waiting and not self.left


def advanced(world: World) -> bool:
    """Move the clock over the deadline; whether nothing was left to do then."""
    demo_clock.advance(world.call, ("a", "b"), timedelta(hours=2))
    return world.is_done()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_clock, "PAUSE_SECONDS", (0.0, 0.0))


@pytest.mark.parametrize("ahead", [0.0, 0.3, 0.7])
def test_no_service_is_behind_the_time_that_is_answered(ahead: float) -> None:
    """Else what is due just then would not be due, and the clock would be read as going back."""
    world = World(0, 0)
    world.offset = ahead
    now = demo_clock.advance(world.call, ("a", "b"), timedelta(hours=2))
    assert datetime.now(UTC) + timedelta(seconds=world.offset) >= now


@pytest.mark.parametrize("delays", list(product(DELAYS, DELAYS)), ids=str)
def test_the_clock_waits_for_what_events_cause(delays: tuple[int, int]) -> None:
    assert advanced(World(*delays))


def test_the_clock_waits_for_what_was_under_way_before_it_moved() -> None:
    world = World(2, 2)
    world.due = None
    world.tell("a")
    assert advanced(world)
    assert all(event["worked"] for event in world.outbox["a"][:1])


def test_looking_once_the_clock_would_overlook_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    def once(call: Any, after: Any, earlier: Any) -> Any:
        states = demo_clock.states_of(call, after)
        if states is None:
            return None
        told = [*earlier, *(event for state in states.values() for event in state["told"])]
        if any(call(service, "events_missing", {"told": told}) for service in after):
            return None
        return {service: state["last"] for service, state in states.items()}

    monkeypatch.setattr(demo_clock, "settled", once)
    assert not all(advanced(World(*delays)) for delays in product(DELAYS, DELAYS))


def test_the_clock_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_clock, "PATIENCE_SECONDS", 0.05)
    world = World(0, 0)
    world.tell("b")
    world.waiting.clear()  # lost
    with pytest.raises(ServiceTimeout):
        advanced(world)

"""The demo clock returns when all that its move has caused is done."""

from datetime import UTC, datetime, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from foundation import demo_clock
from foundation.clock import STANDS_AT_MOST, ShiftedClock
from foundation.errors import ServiceTimeout

DELAYS = range(8)
"""Calls that pass until something in the background is done."""
CHAIN = ("a", "b", "a")
"""Who works what the deadline of `a` tells, and tells of it in turn."""


class World:
    """Two services of which each call to either lets a moment pass in the background."""

    def __init__(self, handing_on: int, working: int) -> None:
        self.delays = {"handed": handing_on, "worked": working}
        self.clock = ShiftedClock()
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
        return (self.clock.now() - datetime.now(UTC)).total_seconds()

    def clock_set(self, service: str, data: dict[str, Any]) -> None:
        stands_at = data.get("stands_at")
        self.clock.offset = timedelta(seconds=data["offset_seconds"])
        self.clock.stands_at = datetime.fromisoformat(stands_at) if stands_at else None

    def next_due(self, service: str, data: dict[str, Any]) -> str | None:
        return self.due.isoformat() if service == "a" and self.due else None

    def work_due(self, service: str, data: dict[str, Any]) -> None:
        if self.due and self.due <= self.clock.now():
            self.due = None
            self.tell(service)

    def events_now(self, service: str, data: dict[str, Any]) -> dict[str, Any]:
        unsent = [[event["id"]] for event in self.outbox[service] if not event["sent"]]
        return {"last": len(self.outbox[service]), "unsent": unsent}

    def events_state(self, service: str, data: dict[str, Any]) -> dict[str, Any]:
        rows = self.outbox[service]
        if not all(event["sent"] for event in rows):
            return {"under_way": True}
        published = [[event["id"]] for event in rows[data["after"] :]]
        return {"under_way": False, "told": published, "last": len(rows)}

    def events_missing(self, service: str, data: dict[str, Any]) -> int:
        ids = {event_id for (event_id,) in data["told"]}
        return sum(
            event["id"] in ids and event.get("by") == service != event["worked"]
            for rows in self.outbox.values()
            for event in rows
        )

    def events_progress(self, service: str, data: dict[str, Any]) -> list[int]:
        rows = self.outbox[service]
        unsent = sum(not event["sent"] for event in rows)
        return [unsent, sum(bool(event["worked"]) for event in rows)]

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
    world.clock.offset = timedelta(seconds=ahead)
    now = demo_clock.advance(world.call, ("a", "b"), timedelta(hours=2))
    assert world.clock.now() >= now


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
        published = [*earlier, *(event for state in states.values() for event in state["told"])]
        if any(call(service, "events_missing", {"told": published}) for service in after):
            return None
        return {service: state["last"] for service, state in states.items()}

    monkeypatch.setattr(demo_clock, "settled", once)
    assert not all(advanced(World(*delays)) for delays in product(DELAYS, DELAYS))


def test_the_clock_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_clock, "STALL_SECONDS", 0.05)
    world = World(0, 0)
    world.tell("b")
    world.waiting.clear()  # lost
    with pytest.raises(ServiceTimeout):
        advanced(world)


class Slow(World):
    """A machine that has much to do: each call takes two seconds of a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(5, 5)
        self.left *= 4
        self.seconds = 0
        time = SimpleNamespace(monotonic=lambda: self.seconds, sleep=lambda seconds: None)
        monkeypatch.setattr(demo_clock, "time", time)

    def pass_a_moment(self) -> None:
        self.seconds += 2
        super().pass_a_moment()


def test_the_clock_waits_as_long_as_events_get_on(monkeypatch: pytest.MonkeyPatch) -> None:
    world = Slow(monkeypatch)
    assert advanced(world)
    assert world.seconds > demo_clock.STALL_SECONDS * 3


def test_the_clock_does_not_wait_for_ever_for_what_gets_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_clock, "MOST_SECONDS", demo_clock.STALL_SECONDS)
    with pytest.raises(ServiceTimeout):
        advanced(Slow(monkeypatch))


class Diary(World):
    """Two services with deadlines of their own; working one takes as long as it takes."""

    def __init__(self, **due: list[datetime]) -> None:
        super().__init__(0, 0)
        self.ahead = {name: sorted(due.get(name, [])) for name in ("a", "b")}
        self.processed: list[tuple[str, datetime, datetime]] = []
        """(service, when it was due, when it was worked)"""
        self.follow: timedelta | None = None

    def next_due(self, service: str, data: dict[str, Any]) -> str | None:
        return self.ahead[service][0].isoformat() if self.ahead[service] else None

    def work_due(self, service: str, data: dict[str, Any]) -> None:
        while self.ahead[service] and self.ahead[service][0] <= self.clock.now():
            due = self.ahead[service].pop(0)
            self.processed.append((service, due, self.clock.now()))
            if self.follow and len(self.processed) < 12:  # as an escalation sets the next one
                self.ahead[service] = sorted([*self.ahead[service], self.clock.now() + self.follow])

    def advance(self, by: timedelta) -> datetime:
        return demo_clock.advance(self.call, ("a", "b"), by)


def test_X09_each_deadline_is_worked_at_its_own_time_and_in_order() -> None:
    start = datetime.now(UTC)
    minutes = {"a": (3, 63, 64, 600), "b": (1, 4, 63, 599)}
    diary = Diary(
        **{name: [start + timedelta(minutes=m) for m in at] for name, at in minutes.items()}
    )
    diary.advance(timedelta(days=1))
    assert [at for _, _, at in diary.processed] == [due for _, due, _ in diary.processed]
    assert [due for _, due, _ in diary.processed] == sorted(due for _, due, _ in diary.processed)
    assert len(diary.processed) == 8


def test_X09_lateness_does_not_add_up_over_what_follows_from_a_deadline() -> None:
    first = datetime.now(UTC) + timedelta(minutes=7, seconds=13)
    diary = Diary(a=[first])
    diary.follow = timedelta(hours=2, minutes=1)
    diary.advance(timedelta(days=3))
    assert [at for _, _, at in diary.processed] == [first + n * diary.follow for n in range(12)]


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(seconds=1), timedelta(hours=5)])
def test_a_deadline_just_past_does_not_hide_those_that_follow(ago: timedelta) -> None:
    start = datetime.now(UTC)
    soon = start + timedelta(hours=1)
    diary = Diary(a=[start - ago, soon], b=[])
    diary.advance(timedelta(hours=9))
    assert [at for _, due, at in diary.processed if due == soon] == [soon]


def test_with_a_clock_that_runs_on_deadlines_would_be_worked_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ShiftedClock, "now", lambda clock: datetime.now(UTC) + clock.offset)
    due = datetime.now(UTC) + timedelta(hours=1, milliseconds=300)
    diary = Diary(a=[due])
    diary.advance(timedelta(hours=2))
    assert diary.processed[0][2] > due


def test_a_clock_that_was_left_standing_runs_on_by_itself() -> None:
    clock = ShiftedClock()
    clock.stands_at = datetime.now(UTC)
    assert clock.now() == clock.stands_at
    clock.offset = STANDS_AT_MOST
    assert clock.now() > clock.stands_at + STANDS_AT_MOST - timedelta(seconds=1)


def test_the_clock_runs_again_after_a_move_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    diary = Diary(a=[datetime.now(UTC) + timedelta(hours=1)])

    def fails(service: str, data: dict[str, Any]) -> None:
        raise ServiceTimeout

    monkeypatch.setattr(diary, "work_due", fails)
    with pytest.raises(ServiceTimeout):
        diary.advance(timedelta(hours=2))
    assert diary.clock.stands_at is None

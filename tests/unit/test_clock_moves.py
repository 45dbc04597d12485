"""The demo clock is moved once per key, however slow the machine is and whoever waits for it."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from foundation import demo_clock
from foundation.actor import Actor
from foundation.errors import IdempotencyMismatch, ServiceTimeout, StillUnderWay
from gateway import clock_moves
from gateway.clock_moves import ClockMove, ClockMoves
from tests.unit.foundation.test_demo_clock import Diary

ADMIN = Actor("p1", "管理员", frozenset({"admin"}), idempotency_key="k1")
DAY = timedelta(days=1)
SERVICES = ("a", "b")


class Busy(Diary):
    """Services that do not answer in time for a while."""

    def __init__(self, stumbles: int, **due: list[datetime]) -> None:
        super().__init__(**due)
        self.stumbles = stumbles
        self.free = threading.Event()
        self.free.set()

    def work_due(self, service: str, data: dict[str, Any]) -> None:
        self.free.wait(60)
        if self.stumbles:
            self.stumbles -= 1
            raise ServiceTimeout
        super().work_due(service, data)

    def moving(self, by: timedelta = DAY) -> ClockMove:
        return ClockMove(self.call, SERVICES, by)

    @property
    def present(self) -> datetime:
        return demo_clock.present(self.call, SERVICES)


def busy(stumbles: int = 0) -> Busy:
    """A world with a deadline in an hour and another in twenty."""
    now = datetime.now(UTC)
    return Busy(stumbles, a=[now + timedelta(hours=1)], b=[now + timedelta(hours=20)])


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_moves, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(demo_clock, "PAUSE_SECONDS", (0.0, 0.0))


def test_the_clock_is_moved_once_per_key() -> None:
    world, known = busy(), ClockMoves()
    first = known.once(ADMIN, world.moving())
    assert known.once(ADMIN, world.moving()) == first
    with pytest.raises(IdempotencyMismatch):
        known.once(ADMIN, world.moving(DAY * 2))
    assert world.present - first < timedelta(minutes=5)
    again = known.once(replace(ADMIN, idempotency_key=None), world.moving())
    assert again - first >= DAY


def test_a_step_that_comes_to_a_stand_is_taken_again() -> None:
    """A slow machine is no reason to answer 504."""
    world = busy(stumbles=clock_moves.TRIES - 1)
    assert ClockMoves().once(ADMIN, world.moving()) >= datetime.now(UTC) + DAY - timedelta(
        minutes=5
    )
    assert [service for service, *_ in world.processed] == ["a", "b"]


def test_who_asks_again_after_a_failure_goes_on_where_it_stood_and_no_farther() -> None:
    world, known = busy(stumbles=clock_moves.TRIES), ClockMoves()
    begun = datetime.now(UTC)
    with pytest.raises(ServiceTimeout):
        known.once(ADMIN, world.moving())
    now = known.once(ADMIN, world.moving())
    assert abs(now - begun - DAY) < timedelta(minutes=5), "a day, not two"
    late = [(service, at - due < timedelta(minutes=5)) for service, due, at in world.processed]
    assert late == [("a", True), ("b", True)]


def test_who_does_not_wait_any_longer_comes_back_to_the_same_move(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock_moves, "WAIT_SECONDS", 0.05)
    world, known = busy(), ClockMoves()
    world.free.clear()
    for _ in range(2):
        with pytest.raises(StillUnderWay):
            known.once(ADMIN, world.moving())
    monkeypatch.setattr(clock_moves, "WAIT_SECONDS", 60.0)
    world.free.set()
    begun = datetime.now(UTC)
    assert known.once(ADMIN, world.moving()) < begun + DAY + timedelta(minutes=5)
    assert [service for service, *_ in world.processed] == ["a", "b"]


def test_without_the_key_a_second_request_moves_a_second_time() -> None:
    """Negative control."""
    world, known = busy(), ClockMoves()
    begun = datetime.now(UTC)
    for key in ("k1", "k2"):
        last = known.once(replace(ADMIN, idempotency_key=key), world.moving())
    assert abs(last - begun - DAY * 2) < timedelta(minutes=5)

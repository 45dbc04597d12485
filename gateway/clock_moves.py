"""Moves of the demo clock under way: each goes on, whoever still waits for it.

A slow machine takes a move longer than anybody waits. Whoever calls again with the same idempotency
key comes back to it, or gets its answer; one that came to a stand goes on where it stood.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Lock, Thread

from flask import current_app

from foundation import demo_clock
from foundation.actor import Actor
from foundation.errors import IdempotencyMismatch, ServiceAway, ServiceTimeout, StillUnderWay

WAIT_SECONDS = 900.0
"""How long one request waits for a move."""
TRIES = 10
"""How often a move goes on that came to a stand, before its caller gets an error."""
PAUSE_SECONDS = 1.0
MOST_KEYS = 1_000
ONE_AT_A_TIME = Lock()


class ClockMove:
    """One move of the clock."""

    def __init__(self, call: demo_clock.Call, services: Sequence[str], by: timedelta) -> None:
        self.by = by
        self._begin = partial(demo_clock.begin, call, services, by)
        self._move: demo_clock.Move | None = None
        self._thread: Thread | None = None
        self._ended = Event()
        self._now: datetime | None = None
        self._failure: Exception | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it is being made now."""
        return self._thread is not None and not self._ended.is_set()

    def answer(self) -> datetime:
        """The new present; raises what the move came to a stand at, `StillUnderWay` where it takes
        longer than a request may wait."""
        if self._now is None and not self.is_under_way:
            self._ended.clear()
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()
        if not self._ended.wait(WAIT_SECONDS):
            raise StillUnderWay
        if self._now is None:
            raise self._failure or ServiceTimeout()
        return self._now

    def _run(self) -> None:
        try:
            with ONE_AT_A_TIME:
                self._now = patiently(self._go_on)
        except Exception as error:  # whatever it is: raised for whoever waits
            self._failure = error
        finally:
            self._ended.set()

    def _go_on(self) -> datetime:
        self._move = self._move or self._begin()
        return self._move.go_on()


def patiently(act: Callable[[], datetime]) -> datetime:
    """Try again what came to a stand because the machine has other things to do."""
    for _ in range(TRIES - 1):
        try:
            return act()
        except (ServiceTimeout, ServiceAway):
            time.sleep(PAUSE_SECONDS)
    return act()


class ClockMoves:
    """The moves of one gateway, by whose they are and their key."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], ClockMove] = {}
        self._turn = Lock()

    def once(self, actor: Actor, moving: ClockMove) -> datetime:
        """Make a move, or come back to the one that was asked for with this key; raises
        `IdempotencyMismatch`, and as `ClockMove.answer`."""
        if actor.idempotency_key:
            with self._turn:
                moving, wanted = self._kept((actor.id, actor.idempotency_key), moving), moving
            if moving.by != wanted.by:
                raise IdempotencyMismatch
        return moving.answer()

    def _kept(self, key: tuple[str, str], moving: ClockMove) -> ClockMove:
        while len(self._known) >= MOST_KEYS:
            del self._known[next(iter(self._known))]
        return self._known.setdefault(key, moving)


def moves() -> ClockMoves:
    """Those of the app that answers this request."""
    kept: ClockMoves = current_app.extensions.setdefault("guanjia.moves", ClockMoves())
    return kept

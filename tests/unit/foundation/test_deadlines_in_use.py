"""A sweep and an operation that want the same two rows, in opposite order (X09).

The sweep holds the deadline and wants its subject; the operation holds the subject and wants to
move the deadline. Only PostgreSQL locks rows; the units of SQLite take turns.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from foundation import sweep
from foundation.clock import FixedClock
from foundation.deadlines import Deadline
from foundation.errors import StorageAway
from foundation.storage.store import Store
from foundation.storage.tables import deadlines as table
from foundation.storage.unit_of_work import UnitOfWork
from tests.support.at_once import TIMEOUT, at_once
from tests.unit.foundation.conftest import Thing

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)

HOUR = timedelta(hours=1)


@pytest.fixture
def due(store: Store, clock: FixedClock) -> Store:
    """A store with one subject whose deadline is due."""
    with store.write() as uow:
        uow.session.add(Thing(id="c1", name="x"))
        uow.deadlines.set("tier", "c1", clock.now())
    return store


def waiting(store: Store) -> list[Deadline]:
    with store.read() as uow:
        return uow.deadlines.waiting("tier", "c1")


def load(uow: UnitOfWork, _deadline: Deadline) -> None:
    uow.load(Thing, "c1")


def opposite(store: Store, clock: FixedClock, **how: Any) -> list[Any]:
    """What the operation and the sweep come to, each holding what the other wants."""
    both_hold = threading.Barrier(2, timeout=TIMEOUT)

    def operation() -> str:
        with store.write() as uow:
            uow.load(Thing, "c1")
            both_hold.wait()
            uow.deadlines.set("tier", "c1", clock.now() + HOUR, **how)
        return "moved"

    def act(uow: UnitOfWork, deadline: Deadline) -> None:
        both_hold.wait()
        load(uow, deadline)

    handlers: dict[str, Callable[[UnitOfWork, Deadline], object]] = {"tier": act}
    return at_once(operation, lambda: sweep.process_due(store, handlers), refusals=StorageAway)


@pytest.mark.parametrize("again", [False, True])
def test_X09_sweep_gives_way_to_who_moves_the_deadline(
    due: Store, clock: FixedClock, again: bool
) -> None:
    assert opposite(due, clock, again=again) == ["moved", 0]
    (moved,) = waiting(due)
    assert moved.due_at == clock.now() + HOUR
    assert sweep.process_due(due, {"tier": load}) == 0
    clock.advance(HOUR)
    assert sweep.process_due(due, {"tier": load}) == 1


def test_X09_without_giving_way_they_lock_each_other_out(
    due: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: PostgreSQL ends it by failing one of the two."""
    monkeypatch.setattr(UnitOfWork, "give_way", lambda *_: None)
    (failed,) = [one for one in opposite(due, clock) if isinstance(one, StorageAway)]
    assert "deadlock detected" in str(failed.__cause__)


def test_X09_what_gave_way_stays_due_and_counts_as_no_failure(
    due: Store, clock: FixedClock
) -> None:
    with due.write() as uow:
        uow.load(Thing, "c1")
        assert sweep.process_due(due, {"tier": load}) == 0
    with due.read() as uow:
        row = uow.session.execute(select(table)).one()
    assert (row.state, row.attempts, row.retry_at) == ("waiting", 0, None)
    assert sweep.process_due(due, {"tier": load}) == 1


def test_X09_who_gives_way_holds_up_no_other(due: Store, clock: FixedClock) -> None:
    with due.write() as uow:
        uow.deadlines.set("tier", "c2", clock.now() + HOUR)
    clock.advance(HOUR)

    def act(uow: UnitOfWork, deadline: Deadline) -> None:
        if deadline.subject_id == "c1":
            load(uow, deadline)

    with due.write() as uow:
        uow.load(Thing, "c1")
        assert sweep.process_due(due, {"tier": act}) == 1
    assert len(waiting(due)) == 1

"""Deadlines are rows; each is worked once, in order, whenever the sweep comes (X09)."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from foundation import sweep
from foundation.clock import FixedClock
from foundation.deadlines import Deadline
from foundation.storage.store import Store
from foundation.storage.tables import deadlines as table
from foundation.storage.unit_of_work import UnitOfWork
from tests.unit.foundation.conftest import Note, Thing

MINUTE = timedelta(minutes=1)


def put(store: Store, subject: str, due_at: datetime, **more: Any) -> None:
    with store.write() as uow:
        uow.deadlines.set("tier", subject, due_at, **more)


def waiting(store: Store, subject: str) -> list[Deadline]:
    with store.read() as uow:
        return uow.deadlines.waiting("tier", subject)


def recorder(seen: list[str]) -> dict[str, Callable[[UnitOfWork, Deadline], object]]:
    return {"tier": lambda _work, deadline: seen.append(deadline.subject_id + deadline.step)}


def test_X09_due_ones_are_worked_in_the_order_of_their_times(
    store: Store, clock: FixedClock
) -> None:
    for subject, minutes in (("late", 3), ("early", 1), ("middle", 2), ("future", 60)):
        put(store, subject, clock.now() + minutes * MINUTE)
    clock.advance(10 * MINUTE)
    seen: list[str] = []
    assert sweep.process_due(store, recorder(seen)) == 3
    assert seen == ["early", "middle", "late"]


def test_X09_each_is_worked_once(store: Store, clock: FixedClock) -> None:
    put(store, "c1", clock.now())
    seen: list[str] = []
    for _ in range(3):
        sweep.process_due(store, recorder(seen))
    assert seen == ["c1"]


def test_X09_without_its_mark_it_would_be_worked_again(store: Store, clock: FixedClock) -> None:
    """Negative control of the mark in the row."""
    put(store, "c1", clock.now())
    seen: list[str] = []
    for _ in range(2):
        sweep.process_due(store, recorder(seen))
        with store.write() as uow:
            uow.session.execute(update(table).values(state="waiting"))
    assert seen == ["c1", "c1"]


def test_X09_setting_a_waiting_one_moves_it(store: Store, clock: FixedClock) -> None:
    put(store, "c1", clock.now(), data={"tier": "supervisor"})
    put(store, "c1", clock.now() + MINUTE)
    (only,) = waiting(store, "c1")
    assert only.due_at == clock.now() + MINUTE and only.data == {"tier": "supervisor"}


def test_X09_worked_one_stays_worked_unless_asked_again(store: Store, clock: FixedClock) -> None:
    put(store, "c1", clock.now())
    sweep.process_due(store, recorder([]))
    put(store, "c1", clock.now() + MINUTE)
    assert waiting(store, "c1") == []
    put(store, "c1", clock.now() + MINUTE, again=True)
    assert len(waiting(store, "c1")) == 1


def test_X09_cancelled_one_is_not_worked(store: Store, clock: FixedClock) -> None:
    put(store, "c1", clock.now(), step="a")
    put(store, "c1", clock.now(), step="b")
    with store.write() as uow:
        assert uow.deadlines.cancel("tier", "c1", "a") == 1
        assert uow.deadlines.cancel("tier", "c1", "a") == 0
    seen: list[str] = []
    sweep.process_due(store, recorder(seen))
    assert seen == ["c1b"]


def test_X09_kind_subject_and_step_are_one_deadline_on_both_databases(
    store: Store, clock: FixedClock
) -> None:
    put(store, "c1", clock.now(), step="a")
    put(store, "c1", clock.now(), step="b")
    put(store, "c1", clock.now(), step="a")
    assert [one.step for one in waiting(store, "c1")] == ["a", "b"]


def test_X09_failing_one_leaves_no_trace_and_holds_up_no_other(
    store: Store, clock: FixedClock
) -> None:
    put(store, "bad", clock.now() - MINUTE)
    put(store, "good", clock.now())
    seen: list[str] = []

    def act(uow: UnitOfWork, deadline: Deadline) -> None:
        uow.session.add(Note(id=deadline.subject_id))
        uow.session.flush()
        if deadline.subject_id == "bad":
            raise RuntimeError("no")
        seen.append(deadline.subject_id)

    assert sweep.process_due(store, {"tier": act}) == 1
    with store.read() as uow:
        assert list(uow.session.scalars(select(Note.id))) == ["good"]
        failed = uow.session.execute(select(table).where(table.c.subject_id == "bad")).one()
    assert (failed.state, failed.attempts) == ("waiting", 1)
    assert failed.retry_at > clock.now() and "RuntimeError: no" in failed.error


def test_X09_failed_one_is_tried_again_later(store: Store, clock: FixedClock) -> None:
    put(store, "c1", clock.now())
    outcomes = iter([RuntimeError("no"), None])

    def act(_work: UnitOfWork, _deadline: Deadline) -> None:
        if failure := next(outcomes):
            raise failure

    assert sweep.process_due(store, {"tier": act}) == 0
    assert sweep.process_due(store, {"tier": act}) == 0  # its time has not come
    clock.advance(MINUTE)
    assert sweep.process_due(store, {"tier": act}) == 1


def test_X09_kinds_of_nobody_wait(store: Store, clock: FixedClock) -> None:
    put(store, "c1", clock.now())
    assert sweep.process_due(store, {"other": lambda *_: None}) == 0
    assert len(waiting(store, "c1")) == 1


def test_X09_outage_is_made_up_in_order(store: Store, clock: FixedClock) -> None:
    tiers = ("supervisor", "deputy_manager", "director")
    for hours, tier in enumerate(tiers, start=1):
        put(store, "c1", clock.now() + timedelta(hours=hours), step=tier)
    clock.advance(timedelta(days=3))
    seen: list[str] = []
    sweep.process_due(store, recorder(seen))
    assert seen == [f"c1{tier}" for tier in tiers]


def test_X09_two_sweeps_at_once_share_the_work(store: Store, clock: FixedClock) -> None:
    for number in range(20):
        put(store, f"c{number:02d}", clock.now())
    seen: list[str] = []
    gate = threading.Barrier(2, timeout=30)

    def run() -> None:
        gate.wait()
        sweep.process_due(store, recorder(seen))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [f"c{number:02d}" for number in range(20)]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_X09_cancelling_what_is_being_worked_is_no_deadlock(
    store: Store, clock: FixedClock
) -> None:
    """Sweep: deadline, then subject. Operation: subject, then deadline."""
    with store.write() as uow:
        uow.session.add(Thing(id="c1", name="x"))
        uow.deadlines.set("tier", "c1", clock.now())
    both_hold = threading.Barrier(2, timeout=30)
    outcomes: dict[str, int] = {}

    def operation() -> None:
        with store.write() as uow:
            uow.load(Thing, "c1")
            both_hold.wait()
            outcomes["cancelled"] = uow.deadlines.cancel("tier", "c1")

    def act(uow: UnitOfWork, _deadline: Deadline) -> None:
        both_hold.wait()
        uow.load(Thing, "c1")

    def run_sweep() -> None:
        outcomes["worked"] = sweep.process_due(store, {"tier": act})

    threads = [threading.Thread(target=one) for one in (operation, run_sweep)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert outcomes == {"cancelled": 0, "worked": 1}


def test_X09_lag_is_that_of_the_oldest(store: Store, clock: FixedClock) -> None:
    handlers = recorder([])
    assert sweep.lag(store, handlers) == 0 and sweep.next_due(store, handlers) is None
    put(store, "c1", clock.now() + MINUTE)
    assert sweep.lag(store, handlers) == 0
    clock.advance(3 * MINUTE)
    assert sweep.lag(store, handlers) == 120


@pytest.mark.parametrize("count", [0, 2])
def test_X09_many_are_set_at_once(store: Store, clock: FixedClock, count: int) -> None:
    rows = [("c1", f"s{step}", clock.now(), {}) for step in range(count)]
    with store.write() as uow:
        uow.deadlines.set_many("tier", rows)
    assert len(waiting(store, "c1")) == count


def test_X09_deadline_of_a_rolled_back_unit_is_not_there(store: Store, clock: FixedClock) -> None:
    with pytest.raises(RuntimeError), store.write() as uow:
        uow.session.add(Thing(id="t1", name="x"))
        uow.deadlines.set("tier", "t1", clock.now())
        raise RuntimeError
    assert waiting(store, "t1") == []

"""Two at once: rows that are changed are locked, so that nothing is lost and nothing overlaps.

On SQLite write units take turns as a whole; row locks are PostgreSQL's, and so are the negative
controls.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from contracts.directory.roster import ShiftOverlaps
from foundation.actor import Actor
from foundation.clock import FixedClock
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import household as households
from services.directory.roster import operations as roster
from tests.operations.conftest import events
from tests.operations.directory.conftest import CHECK

MakeActor = Callable[..., Actor]
Make = Callable[..., dict[str, Any]]


pytestmark = pytest.mark.both_databases


def side_by_side(
    store: Store,
    by: Actor,
    operation: Callable[..., Any],
    first: Any,
    second: Any,
    has_read: Event | None = None,
) -> Any:
    """Perform `second` while the unit of `first` is open; what it gives, or raises.

    `has_read` tells that the second has read what the first is changing.
    """

    def other() -> Any:
        with store.write(by, "second") as uow:
            return operation(uow, dict(second))

    with ThreadPoolExecutor(1) as pool:
        with store.write(by, "first") as uow:
            operation(uow, dict(first))
            uow.session.flush()
            future = pool.submit(other)
            if has_read:
                assert has_read.wait(20)
            wait_a_moment(future)
        return future.result(timeout=20)


def wait_a_moment(future: Any) -> None:
    """Give the other unit the time to end, if nothing holds it up."""
    with suppress(TimeoutError):  # it waits for our row, as it should
        future.exception(timeout=0.3)


def without_locks(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let units read what they are about to change without locking it.

    The event is set once the second one has read.
    """
    has_read = Event()

    def load(self: UnitOfWork, model: Any, key: Any, *_options: Any) -> Any:
        row = self.session.get(model, key)
        if self.operation == "second":
            has_read.set()
        return row

    monkeypatch.setattr(UnitOfWork, "load", load)
    return has_read


def changes(household: dict[str, Any]) -> list[dict[str, Any]]:
    """Two changes of a household by different people."""
    base = {"household_id": household["id"], "identity_check": CHECK, "effective_from": None}
    return [base | {"vacant": True}, base | {"phone": "13900001111"}]


def test_D01_versions_stay_distinct_when_two_change_a_household_at_once(
    store: Store, enter: Make, actor: MakeActor
) -> None:
    first, second = changes(enter())
    side_by_side(store, actor("receptionist"), households.change, first, second)
    published = [event["data"] for event in events(store, "household_changed")]
    assert [data["version"] for data in published] == [1, 2, 3]
    assert published[-1]["vacant"] is True
    assert published[-1]["members"][0]["phone"] == "13900001111"


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_D01_without_the_lock_one_version_would_be_told_twice(
    store: Store, enter: Make, actor: MakeActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the row lock: the second event carries the first one's version."""
    first, second = changes(enter())
    has_read = without_locks(monkeypatch)
    side_by_side(store, actor("receptionist"), households.change, first, second, has_read)
    published = [event["data"]["version"] for event in events(store, "household_changed")]
    assert published == [1, 2, 2]


def shifts(clock: FixedClock, person: dict[str, Any]) -> list[dict[str, Any]]:
    """Two overlapping shifts of one person."""
    start = clock.now()
    return [
        {
            "shift_id": None,
            "community_code": None,
            "person_id": person["id"],
            "duty": "desk",
            "starts_at": start + timedelta(hours=hour),
            "ends_at": start + timedelta(hours=hour + 8),
        }
        for hour in (0, 4)
    ]


def test_D05_two_managers_do_not_give_one_person_two_shifts_at_once(
    store: Store, employ: Make, actor: MakeActor, clock: FixedClock
) -> None:
    first, second = shifts(clock, employ("receptionist"))
    with pytest.raises(ShiftOverlaps):
        side_by_side(store, actor("supervisor"), roster.put, first, second)
    assert len(events(store, "duty_changed")) == 1


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_D05_without_the_lock_one_person_would_have_two_shifts_at_once(
    store: Store,
    employ: Make,
    actor: MakeActor,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control of the lock on the person."""
    first, second = shifts(clock, employ("receptionist"))
    has_read = without_locks(monkeypatch)
    side_by_side(store, actor("supervisor"), roster.put, first, second, has_read)
    assert len(events(store, "duty_changed")) == 2

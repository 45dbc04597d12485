"""What arrives at once is processed at once: events of a subscription, frames of a connection."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

import eventlet
import pytest
from eventlet.green import socket as green
from sqlalchemy import func, insert, select, update

from foundation.clock import FixedClock
from foundation.messaging.envelope import Envelope
from foundation.messaging.event_batcher import MOST, EventBatcher
from foundation.messaging.keyed_executor import Job, KeyedSerialExecutor
from foundation.messaging.rabbitmq.frames import MOST_WAITING, Bundle
from foundation.service import receive_together
from foundation.storage import tables
from foundation.storage.engine import make_engine
from foundation.storage.store import RowsInUse, Store
from tests.messaging.services import Told
from tests.support import postgres

NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
ENVELOPE = Envelope(
    id="e1",
    source="teller",
    type="told",
    version=1,
    aggregate_id="a",
    occurred_at=NOON,
    request_id="r",
    actor={"id": "p"},
    data={"key": "a", "number": 1},
)


class Noted(NamedTuple):
    """A parcel that notes what becomes of it."""

    name: str
    notes: list[str]

    @property
    def key(self) -> str:
        return self.name[0]

    def process(self) -> None:
        self.notes.append(f"{self.name} alone")

    def done(self) -> None:
        self.notes.append(self.name)


def gathered(names: str, together: bool, busy: str = "") -> tuple[list[str], list[Job]]:
    """What becomes of parcels that arrive at once, and the lanes begun but not processed."""
    notes: list[str] = []
    threads: list[Job] = []
    lanes: list[Job] = []
    batcher = EventBatcher(
        threads.append, in_lanes := KeyedSerialExecutor(lanes.append), lambda _: together
    )
    for key in busy:
        in_lanes.submit(key, partial(notes.append, f"{key} was busy"))
    for name in names.split():
        batcher.submit(Noted(name, notes))
    (run,) = threads
    run()
    assert len(batcher) == 0
    return notes, lanes


def test_what_arrives_together_is_worked_together() -> None:
    assert gathered("a1 b1 a2", together=True) == (["a1", "b1", "a2"], [])


def test_what_cannot_be_worked_together_goes_to_its_lanes_in_order() -> None:
    notes, lanes = gathered("a1 b1 a2", together=False)
    for lane in reversed(lanes):
        lane()
    assert notes == ["b1 alone", "a1 alone", "a2 alone"]


def test_what_arrives_alone_is_worked_alone() -> None:
    notes, lanes = gathered("a1", together=True)
    assert notes == []
    lanes[0]()
    assert notes == ["a1 alone"]


def test_an_event_never_overtakes_one_in_its_lane() -> None:
    notes, (lane,) = gathered("a1 b1 a2 c1", together=True, busy="a")
    assert notes == ["b1", "c1"]
    lane()
    assert notes[2:] == ["a was busy", "a1 alone", "a2 alone"]


def test_no_more_are_worked_together_than_may_be() -> None:
    sizes: list[int] = []
    threads: list[Job] = []

    def together(some: Sequence[Noted]) -> bool:
        sizes.append(len(some))
        return True

    batcher = EventBatcher(threads.append, KeyedSerialExecutor(threads.append), together)
    for number in range(2 * MOST + 2):
        batcher.submit(Noted(f"{number}", []))
    threads[0]()
    assert sizes == [MOST, MOST, 2]


@pytest.fixture
def ledger(postgres_server: str) -> Iterator[Store]:
    """A store on PostgreSQL with one row that all want."""
    store = Store(make_engine(postgres.create_database()), FixedClock(NOON), "listener")
    tables.metadata.create_all(store.engine)
    with store.write() as uow:
        row = {"series": "TS", "year": 2026, "last": 0}
        uow.session.execute(insert(tables.number_series).values(row))
    yield store
    store.engine.dispose()


def draw(uow: Any, _: Envelope) -> None:
    """Change the row that all want."""
    uow.session.execute(update(tables.number_series).values(last=tables.number_series.c.last + 1))


def drawn(store: Store) -> tuple[int, int]:
    """How often it was changed, and how many events the inbox knows."""
    with store.read() as uow:
        last = uow.session.scalar(select(tables.number_series.c.last))
        known = uow.session.scalar(select(func.count()).select_from(tables.inbox))
        return last or 0, known or 0


def test_events_worked_together_give_way_to_who_holds_a_row_and_leave_nothing(
    ledger: Store,
) -> None:
    envelopes = [replace(ENVELOPE, id=name) for name in ("e1", "e2", "e1")]
    with ledger.write() as holder:
        draw(holder, ENVELOPE)
        with pytest.raises(RowsInUse):
            receive_together(ledger, "listener.on_told", Told(), draw, envelopes)
    assert drawn(ledger) == (1, 0)
    receive_together(ledger, "listener.on_told", Told(), draw, envelopes)
    assert drawn(ledger) == (3, 2)
    receive_together(ledger, "listener.on_told", Told(), draw, envelopes)
    assert drawn(ledger) == (3, 2)


def test_frames_leave_together_complete_and_in_order() -> None:
    near, far = green.socketpair()
    bundle = Bundle(near)
    far.settimeout(0.0)
    for frame in (b"one ", b"two ", b"three"):
        bundle.write(frame)
    with pytest.raises(BlockingIOError):
        far.recv(100)
    eventlet.sleep(0)
    assert far.recv(100) == b"one two three"
    far.settimeout(10)
    long = b"".join(number.to_bytes(4, "big") for number in range(500_000))  # fills every buffer
    bundle.write(long)
    bundle.write(b"end")
    received = b""
    while not received.endswith(b"end"):
        received += far.recv(1 << 16)
    assert received == long + b"end"


def test_a_peer_that_does_not_read_is_given_up() -> None:
    near, far = green.socketpair()
    bundle = Bundle(near)
    for _ in range(2):  # one fills the socket, the other waits behind it
        bundle.write(bytes(MOST_WAITING + 1))
        eventlet.sleep(0)
    with pytest.raises(ConnectionAbortedError):
        bundle.write(b"more")
    far.settimeout(10)
    while far.recv(1 << 20):  # what was sent, and then the end
        pass

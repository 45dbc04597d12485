"""The small parts that messaging is made of."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from kombu import Connection
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from foundation.clock import FixedClock, SystemClock
from foundation.errors import ServiceAway, StorageAway
from foundation.messaging import inbox, outbox, pruning
from foundation.messaging.envelope import Envelope, body_of
from foundation.messaging.keyed_executor import KeyedSerialExecutor
from foundation.messaging.rabbitmq import declaration
from foundation.messaging.retry import AWAY_DELAYS, RetryPolicy
from foundation.messaging.topology import Subscription
from foundation.retention_policy import RetentionPolicy
from foundation.scope import FIRST_COMMUNITY
from foundation.storage import tables
from foundation.storage.engine import make_engine
from foundation.storage.store import Store

NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)


def row(row_id: int, aggregate_id: str) -> Any:
    return SimpleNamespace(id=row_id, aggregate_id=aggregate_id)


def test_nothing_is_marked_sent_before_what_came_earlier_of_its_aggregate() -> None:
    rows = [row(1, "a"), row(2, "b"), row(3, "a"), row(4, "b"), row(5, "a")]
    assert outbox.unbroken(rows, {1, 2, 3, 4, 5}) == [1, 2, 3, 4, 5]
    assert outbox.unbroken(rows, {2, 3, 4, 5}) == [2, 4]
    assert outbox.unbroken(rows, {1, 5, 2}) == [1, 2]


def test_lanes_keep_the_order_of_a_key_and_mix_keys() -> None:
    done: list[str] = []
    begun: list[Callable[[], None]] = []
    lanes = KeyedSerialExecutor(begun.append)
    for job in ("a1", "b1", "a2"):
        lanes.submit(job[0], lambda job=job: done.append(job))
    assert (len(begun), len(lanes)) == (2, 3)
    for lane in reversed(begun):
        lane()
    assert (done, len(lanes)) == (["b1", "a1", "a2"], 0)
    lanes.submit("a", lambda: done.append("a3"))
    assert len(begun) == 3


def test_patience_grows_and_ends() -> None:
    policy = RetryPolicy(delays=(0.2, 1, 5))
    error = ValueError("no")
    assert [policy.delay_after(error) for _ in range(4)] == [0.2, 1, 5, None]
    assert policy.attempts == 4


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("SELECT 1", {}, Exception("gone")),
        StorageAway(),
        ServiceAway(),
        ConnectionResetError(),
    ],
)
def test_patience_with_what_is_away_never_ends(error: Exception) -> None:
    policy = RetryPolicy(delays=())
    delays = [policy.delay_after(error) for _ in range(20)]
    assert delays[: len(AWAY_DELAYS)] == list(AWAY_DELAYS)
    assert delays[-1] == AWAY_DELAYS[-1]
    assert policy.attempts == 0


def test_patience_with_a_violated_constraint_ends() -> None:
    assert RetryPolicy(delays=()).delay_after(IntegrityError("x", {}, Exception("dup"))) is None


def test_an_envelope_survives_the_journey() -> None:
    envelope = Envelope(
        id="e1",
        source="teller",
        type="told",
        version=1,
        aggregate_id="a",
        occurred_at=NOON,
        request_id="r",
        actor={"id": "p"},
        data={"text": "您好"},
    )
    assert Envelope.from_dict(envelope.to_dict()) == envelope
    assert "您好".encode() in envelope.to_json()
    with pytest.raises(KeyError):
        Envelope.from_dict({"id": "e1"})


def test_a_row_of_the_outbox_is_told_as_the_envelope_that_is_read_from_it(tmp_path: Path) -> None:
    """Though its JSON is passed on unread."""
    engine = make_engine(f"sqlite:///{tmp_path}/x.db", durable=False)
    tables.metadata.create_all(engine)
    values: dict[str, Any] = {
        "event_id": "e1",
        "source": "teller",
        "type": "told",
        "version": 2,
        "aggregate_id": 'a "quoted" \\ one',
        "occurred_at": NOON,
        "request_id": "r}",
        "actor": {"id": "p", "name": "王"},
        "data": {"text": '您"好', "none": None, "rows": [1, {"x": True}]},
    }
    store = Store(engine, SystemClock(), "teller")
    with store.write() as uow:
        uow.session.execute(insert(tables.outbox).values(values))
    with store.read() as uow:
        [row] = outbox.unsent(uow.session, 1)
    envelope = Envelope.from_row(row)
    assert vars(envelope) == {
        "id": values.pop("event_id"),
        "community_id": FIRST_COMMUNITY,
        **values,
    }
    assert Envelope.from_dict(json.loads(body_of(row))) == envelope


def test_old_sent_events_are_pruned_and_unsent_ones_never(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/x.db", durable=False)
    tables.metadata.create_all(engine)
    store = Store(engine, FixedClock(NOON), "teller")
    week_ago = datetime.now(UTC) - timedelta(days=7)
    with store.write() as uow:
        old, young = week_ago - timedelta(hours=1), week_ago + timedelta(hours=1)
        sent_at = [*[old, old, old, old, None] * 300, *[young, None, young, old, young] * 200]
        for number in range(2500):
            uow.session.execute(
                insert(tables.outbox).values(
                    event_id=f"e{number}",
                    source="teller",
                    type="told",
                    version=1,
                    aggregate_id="a",
                    occurred_at=NOON - timedelta(days=400),
                    request_id="",
                    actor={},
                    data={},
                    sent_at=sent_at[number],
                )
            )
    assert pruning.prune_outbox(store, timedelta(days=7)) == 1200
    with store.read() as uow:
        left = select(tables.outbox.c.sent_at, func.count()).group_by(tables.outbox.c.sent_at)
        assert dict(uow.session.execute(left).all()) == {None: 500, old: 200, young: 600}
    assert pruning.prune_outbox(store, timedelta()) == 800  # also what lay beyond younger ones
    assert outbox.lag(store) == (500, timedelta(days=400).total_seconds())


def test_an_inbox_forgets_what_was_worked_long_ago_and_nothing_younger(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/x.db", durable=False)
    tables.metadata.create_all(engine)
    store = Store(engine, FixedClock(NOON), "listener")
    long_ago = datetime.now(UTC) - (keep := timedelta(days=90))
    old, young = long_ago - timedelta(hours=1), long_ago + timedelta(hours=1)
    marks = [
        {"subscriber": subscriber, "event_id": f"e{number}", "handled_at": moment}
        for number in range(1500)
        for subscriber, moment in (("one", old), ("other", young if number % 2 else old))
    ]
    with store.write() as uow:
        uow.session.execute(insert(tables.inbox), marks)
    assert pruning.prune_inbox(store, keep) == 1500 + 750
    with store.write() as uow:
        assert not inbox.first_time(uow.session, "other", "e1")  # known as long as it may return
        assert inbox.first_time(uow.session, "other", "e2")
    assert pruning.prune_inbox(store, keep) == 0


@pytest.mark.parametrize(
    ("changed", "left"), [({}, (1, 1)), ({"keep_sent_days": 30, "keep_worked_days": 0}, (2, 2))]
)
def test_P08_outbox_and_inbox_are_kept_as_long_as_the_policy_says(
    tmp_path: Path, changed: dict[str, int], left: tuple[int, int]
) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/x.db", durable=False)
    tables.metadata.create_all(engine)
    store = Store(engine, SystemClock(), "teller")
    for name, value in changed.items():
        with store.write() as uow:
            uow.change_policy(RetentionPolicy, name, value)
    now = datetime.now(UTC)
    for number, days in enumerate((20, 5)):
        event = {"source": "t", "type": "told", "version": 1, "aggregate_id": "a", "actor": {}}
        values = {"occurred_at": now, "request_id": "", "data": {}, "event_id": f"e{number}"}
        mark = {"subscriber": "one", "event_id": f"e{number}"}
        with store.write() as uow:
            sent_at = now - timedelta(days=days)
            uow.session.execute(insert(tables.outbox).values(**event, **values, sent_at=sent_at))
            handled_at = now - timedelta(days=days * 10)
            uow.session.execute(insert(tables.inbox).values(**mark, handled_at=handled_at))
    pruning.prune(store)
    with store.read() as uow:
        rows = [select(func.count()).select_from(one) for one in (tables.outbox, tables.inbox)]
        assert tuple(uow.session.scalar(one) for one in rows) == left


@pytest.mark.parametrize(
    "wrong", [{"keep_sent_days": 0}, {"keep_sent_days": 31}, {"keep_worked_days": 59}]
)
def test_P08_no_policy_lets_an_event_that_is_sent_again_be_worked_twice(
    wrong: dict[str, int],
) -> None:
    with pytest.raises(ValueError):
        RetentionPolicy(**wrong)


SUBSCRIPTION = Subscription("teller", "told", "listener", "on_told")


def test_a_subscription_has_a_quorum_queue_that_may_be_declared_again(amqp_uri: str) -> None:
    for _ in range(2):
        declaration.declare_all(amqp_uri, [SUBSCRIPTION])
    with Connection(amqp_uri) as connection, pytest.raises(connection.channel_errors):
        connection.channel().queue_declare(  # a classic one would be another queue
            queue=SUBSCRIPTION.queue, durable=True, auto_delete=False
        )


def test_where_there_are_no_quorum_queues_a_classic_durable_one_serves(amqp_uri: str) -> None:
    with Connection(amqp_uri) as connection:
        declaration.declare_queue(connection, "q", {}, {"x-queue-type": "not-known-here"})
        state = connection.channel().queue_declare(queue="q", durable=True, auto_delete=False)
        assert state.queue == "q"


def test_a_queue_that_is_there_is_taken_as_it_is(amqp_uri: str) -> None:
    with Connection(amqp_uri) as connection:
        connection.channel().queue_declare(queue="q", durable=True, auto_delete=False)
        declaration.declare_queue(connection, "q", {})
        assert declaration.exists(connection, "q")
        assert not declaration.exists(connection, "another")

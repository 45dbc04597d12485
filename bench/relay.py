"""Events per second through the relay, and with one awaited confirm per message.

    python -m bench.relay --uri amqp://guest:guest@127.0.0.1:5672// [--rounds 5]

Both ways publish the same persistent messages to the same topic exchange, to which the durable
quorum queues of 1 and of 3 subscribers are bound, declared as services declare theirs. A confirm
therefore says that the broker has each copy on its disk.

"one by one" is pika's BlockingConnection, which waits for the confirm of a message before it
sends the next: what a service without a relay would do. "windows" is our publisher as the relay
uses it. "whole relay" is the way from the outbox on: claim rows, publish, mark what is confirmed,
in a SQLite file and in a PostgreSQL that is started for it and waits for the disk.

Rounds alternate; printed are medians, and the processor time that this process spent on a message.
"""

import eventlet

eventlet.monkey_patch()

import argparse  # noqa: E402
import statistics  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from functools import partial  # noqa: E402
from typing import NamedTuple  # noqa: E402

import pika  # noqa: E402
from pika.adapters.blocking_connection import BlockingChannel  # noqa: E402
from sqlalchemy import delete, insert  # noqa: E402

from bench.servers import durable_database  # noqa: E402
from bench.tables import say, table  # noqa: E402
from foundation.clock import SystemClock  # noqa: E402
from foundation.messaging import outbox, topology  # noqa: E402
from foundation.messaging.rabbitmq import declaration  # noqa: E402
from foundation.messaging.rabbitmq.publisher import Publication, Publisher, parameters_of  # noqa: E402
from foundation.messaging.rabbitmq.relay import WINDOW, RabbitMQRelay  # noqa: E402
from foundation.storage import tables  # noqa: E402
from foundation.storage.engine import make_engine  # noqa: E402
from foundation.storage.store import Store  # noqa: E402
from tests.support.shared import stop_all  # noqa: E402

SOURCE = "bench"
EXCHANGE = topology.exchange_of(SOURCE)
BODY = b'{"id": "01a1ffd5-25c6-730d-8231-33e5f0dfdb36", "data": {"text": "' + b"x" * 300 + b'"}}'
SUBSCRIBERS = (1, 3)
ONE_BY_ONE_PART = 10
"""So many times fewer messages are enough for the slow way."""


class Figure(NamedTuple):
    """How many messages a second, and microseconds of this process for each."""

    per_second: float
    microseconds: float


class Relay(NamedTuple):
    """A relay and the store whose outbox it empties."""

    store: Store
    relay: RabbitMQRelay


def messages(count: int) -> list[Publication]:
    """What both ways publish."""
    return [Publication(n, EXCHANGE, "told", str(n), BODY) for n in range(count)]


def figure(count: int, act: Callable[[], None]) -> Figure:
    """Act on `count` messages."""
    begun_at, used = time.perf_counter(), time.process_time()
    act()
    seconds, used = time.perf_counter() - begun_at, time.process_time() - used
    return Figure(count / seconds, 1e6 * used / count)


def one_by_one(channel: BlockingChannel, count: int) -> None:
    """Wait for the confirm of each message before the next is sent."""
    properties = pika.BasicProperties(content_type="application/json", delivery_mode=2)
    for message in messages(count):
        channel.basic_publish(message.exchange, message.routing_key, message.body, properties)


def windows(publisher: Publisher, count: int) -> None:
    """As the relay publishes."""
    todo: Sequence[Publication] = messages(count)
    while todo:
        assert len(publisher.publish(todo[:WINDOW])) == len(todo[:WINDOW])
        todo = todo[WINDOW:]


def fill(store: Store, count: int) -> None:
    """An outbox full of unsent events of a hundred aggregates."""
    with store.write() as uow:
        uow.session.execute(delete(tables.outbox))
        rows = [
            {
                "event_id": str(n),
                "source": SOURCE,
                "type": "told",
                "version": 1,
                "aggregate_id": f"a{n % 100}",
                "occurred_at": datetime.now(UTC),
                "request_id": "",
                "actor": {},
                "data": {"text": "x" * 300},
            }
            for n in range(count)
        ]
        uow.session.execute(insert(tables.outbox), rows)


def drain(store: Store, relay: RabbitMQRelay) -> None:
    """Wake the relay and wait until the outbox is empty; looking must not cost what is measured."""
    relay.wake()
    while has_unsent(store):
        time.sleep(0.01)


def has_unsent(store: Store) -> bool:
    """Whether something is left in the outbox."""
    with store.read() as uow:
        return bool(uow.session.execute(outbox.UNSENT, {"besides": [], "most": 1}).first())


def compare(
    channel: BlockingChannel, publisher: Publisher, relays: dict[str, Relay], count: int
) -> dict[str, Figure]:
    """One round of all ways."""
    few = count // ONE_BY_ONE_PART
    found = {
        "one by one": figure(few, lambda: one_by_one(channel, few)),
        "windows": figure(count, lambda: windows(publisher, count)),
    }
    for name, (store, relay) in relays.items():
        fill(store, count)
        found[f"whole relay, {name}"] = figure(count, partial(drain, store, relay))
    return found


def report(subscribers: int, rounds: Sequence[dict[str, Figure]]) -> str:
    """A table of the medians."""
    base = statistics.median(one["one by one"].per_second for one in rounds)
    rows = []
    for name in rounds[0]:
        found = [one[name] for one in rounds]
        rate, cpu = (statistics.median(values) for values in zip(*found, strict=True))
        rows.append((name, f"{rate:.0f}", f"{rate / base:.1f}", f"{cpu:.0f}"))
    return table((f"subscribers: {subscribers}", "events/s", "ratio", "CPU µs each"), rows)


def start_relays(uri: str) -> dict[str, Relay]:
    """A relay for each kind of database, with a store of its own."""
    addresses = {
        "SQLite": f"sqlite:///{tempfile.mkdtemp()}/bench.db",
        "PostgreSQL": durable_database("bench_relay"),
    }
    relays = {}
    for name, address in addresses.items():
        engine = make_engine(address)
        tables.metadata.create_all(engine)
        store = Store(engine, SystemClock(), SOURCE)
        relays[name] = Relay(store, RabbitMQRelay(store, Publisher(uri)))
        relays[name].relay.start(eventlet.spawn)
    return relays


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=5000)
    arguments = parser.parse_args()
    relays = start_relays(arguments.uri)
    publisher = Publisher(arguments.uri)
    publisher.start(eventlet.spawn)
    channel = pika.BlockingConnection(parameters_of(arguments.uri)).channel()
    channel.confirm_delivery()
    assert publisher.wait_until_up(5)
    for subscribers in SUBSCRIBERS:
        subscriptions = [
            topology.Subscription(SOURCE, "told", f"bench{n}", "on_told")
            for n in range(subscribers)
        ]
        declaration.declare_all(arguments.uri, subscriptions)
        rounds = []
        for _ in range(arguments.rounds):
            rounds.append(compare(channel, publisher, relays, arguments.messages))
            for subscription in subscriptions:
                channel.queue_purge(subscription.queue)
        say(report(subscribers, rounds))
        for subscription in subscriptions:
            channel.queue_delete(subscription.queue)
            channel.queue_delete(topology.dead_queue_of(subscription.service))
    for _, relay in relays.values():
        relay.stop()
    stop_all()


if __name__ == "__main__":
    main()

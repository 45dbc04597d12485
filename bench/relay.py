"""Events per second through the relay, and with one awaited confirm per message.

    python -m bench.relay --uri amqp://guest:guest@127.0.0.1:5672// [--database URL] [--rounds 5]

Both publish the same persistent messages to the same exchange. The third figure is the whole way:
claim rows of an outbox, publish, mark what is confirmed (SQLite, or PostgreSQL with --database;
an empty database of its own).
"""

import eventlet

eventlet.monkey_patch()

import argparse  # noqa: E402
import statistics  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from datetime import UTC, datetime  # noqa: E402

import pika  # noqa: E402
from sqlalchemy import delete, insert  # noqa: E402

from foundation.clock import SystemClock  # noqa: E402
from foundation.messaging import outbox  # noqa: E402
from foundation.messaging.publisher import Publication, Publisher, parameters_of  # noqa: E402
from foundation.messaging.relay_cluster import WINDOW, ClusterRelay  # noqa: E402
from foundation.storage import tables  # noqa: E402
from foundation.storage.engine import make_engine  # noqa: E402
from foundation.storage.store import Store  # noqa: E402

SOURCE = "bench"
BODY = b'{"id": "01a1ffd5-25c6-730d-8231-33e5f0dfdb36", "data": {"text": "' + b"x" * 300 + b'"}}'


def messages(count: int) -> list[Publication]:
    """What both ways publish."""
    return [Publication(n, f"{SOURCE}.events", "told", str(n), BODY) for n in range(count)]


def rate(count: int, act: Callable[[], None]) -> float:
    """Messages per second."""
    begun_at = time.perf_counter()
    act()
    return count / (time.perf_counter() - begun_at)


def one_by_one(channel: pika.adapters.blocking_connection.BlockingChannel, count: int) -> None:
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
    with store.write() as work:
        work.session.execute(delete(tables.outbox))
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
        work.session.execute(insert(tables.outbox), rows)


def drain(store: Store, relay: ClusterRelay) -> None:
    """Wake the relay and wait until the outbox is empty."""
    relay.wake()
    while outbox.lag(store)[0]:
        time.sleep(0.005)


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--database")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=5000)
    arguments = parser.parse_args()
    count: int = arguments.messages
    url = arguments.database or f"sqlite:///{tempfile.mkdtemp()}/bench.db"
    engine = make_engine(url)
    tables.metadata.create_all(engine)
    store = Store(engine, SystemClock(), SOURCE)
    publisher = Publisher(arguments.uri)
    relay = ClusterRelay(store, publisher)
    relay.start(eventlet.spawn)
    blocking = pika.BlockingConnection(parameters_of(arguments.uri))
    channel = blocking.channel()
    channel.exchange_declare(f"{SOURCE}.events", "topic", durable=True)
    queue = channel.queue_declare("", exclusive=True).method.queue
    channel.queue_bind(queue, f"{SOURCE}.events", "#")
    channel.confirm_delivery()
    assert publisher.wait_until_up(5)
    figures: dict[str, list[float]] = {"one by one": [], "windows": [], "whole relay": []}
    few = count // 10
    for _ in range(arguments.rounds):
        figures["one by one"].append(rate(few, lambda: one_by_one(channel, few)))
        figures["windows"].append(rate(count, lambda: windows(publisher, count)))
        fill(store, count)
        figures["whole relay"].append(rate(count, lambda: drain(store, relay)))
        channel.queue_purge(queue)
    base = statistics.median(figures["one by one"])
    for name, values in figures.items():
        median = statistics.median(values)
        print(f"{name:>12} {median:>10.0f}/s {median / base:>7.2f}")
    relay.stop()


if __name__ == "__main__":
    main()

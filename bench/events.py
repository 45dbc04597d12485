"""Events per second that one subscriber works from its quorum queue: alone, and together.

    python -m bench.events --uri amqp://guest:guest@127.0.0.1:5672// [--rounds 5]

Events of five hundred aggregates have piled up. A service takes them as services do: inbox,
effect (one inserted row) and acknowledgement. "alone" gives each a transaction and a worker of
its own, ten side by side; "together" is how it is done: up to `event_batcher.MOST` share one.

The database is a PostgreSQL that is started for it and waits for the disk. Rounds alternate;
printed are medians, and the processor time of the service for an event.
"""

import eventlet

eventlet.monkey_patch()

import argparse  # noqa: E402
import statistics  # noqa: E402
import time  # noqa: E402
import uuid  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from typing import Any, ClassVar  # noqa: E402

from kombu import Connection  # noqa: E402
from marshmallow import Schema, fields  # noqa: E402
from nameko import config  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.extensions import DependencyProvider  # noqa: E402
from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select  # noqa: E402

from bench.servers import durable_database  # noqa: E402
from bench.tables import say, table  # noqa: E402
from foundation.clock import SystemClock  # noqa: E402
from foundation.messaging import event_batcher, topology  # noqa: E402
from foundation.messaging.envelope import Envelope  # noqa: E402
from foundation.messaging.rabbitmq import declaration  # noqa: E402
from foundation.messaging.rabbitmq.publisher import Publication, Publisher  # noqa: E402
from foundation.messaging.rabbitmq.relay import WINDOW  # noqa: E402
from foundation.observability import logs  # noqa: E402
from foundation.observability.observer import Observer  # noqa: E402
from foundation.service import Unit, handler  # noqa: E402
from foundation.storage import tables  # noqa: E402
from foundation.storage.engine import make_engine  # noqa: E402
from foundation.storage.store import Store  # noqa: E402
from foundation.storage.unit_of_work import UnitOfWork  # noqa: E402
from tests.support.shared import stop_all  # noqa: E402

metadata = MetaData()
effects = Table(
    "bench_effects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer),
    Column("text", String(200)),
)
EFFECT = insert(effects)
SUBSCRIPTION = topology.Subscription("bench", "told", "bench_listener", "on_told")
AGGREGATES = 500
WAYS = {"alone": 1, "together": event_batcher.MOST}


class Told(Schema):
    """A small event."""

    source: ClassVar[str] = SUBSCRIPTION.source
    type_: ClassVar[str] = SUBSCRIPTION.type
    placed: ClassVar[bool] = False
    version: ClassVar[int] = 1
    number = fields.Integer(required=True)
    text = fields.String(required=True)


def keep(uow: UnitOfWork, envelope: Envelope) -> None:
    """A small effect."""
    uow.session.execute(EFFECT, envelope.data)


class BenchUnit(DependencyProvider):
    """The store of the run."""

    store: ClassVar[Store]

    def get_dependency(self, worker_ctx: Any) -> Unit:
        return Unit(self.store, worker_ctx.data)


class Listener:
    """Keeps what it is told."""

    name = SUBSCRIPTION.service
    unit = BenchUnit()
    observer = Observer()
    on_told = handler(Told, keep)


def pile_up(publisher: Publisher, count: int) -> None:
    """Have `count` events wait in the queue."""
    for begin in range(0, count, WINDOW):
        numbers = range(begin, min(begin + WINDOW, count))
        assert len(publisher.publish([message(number) for number in numbers])) == len(numbers)


def message(number: int) -> Publication:
    """One event."""
    envelope = Envelope(
        id=str(uuid.uuid4()),
        source=SUBSCRIPTION.source,
        type=SUBSCRIPTION.type,
        version=1,
        aggregate_id=f"a{number % AGGREGATES}",
        occurred_at=datetime.now(UTC),
        request_id="",
        actor={},
        data={"number": number, "text": "x" * 100},
    )
    exchange = topology.exchange_of(SUBSCRIPTION.source)
    return Publication(number, exchange, SUBSCRIPTION.type, envelope.id, envelope.to_json())


def work_all(store: Store, count: int, at_once: int) -> tuple[float, float]:
    """Events per second and microseconds of processor time for each."""
    event_batcher.MOST = at_once
    container = ServiceContainer(Listener)
    until = kept(store) + count
    begun_at, used = time.perf_counter(), time.process_time()
    container.start()
    while kept(store) < until:
        time.sleep(0.05)
    seconds, used = time.perf_counter() - begun_at, time.process_time() - used
    container.stop()
    return count / seconds, 1e6 * used / count


def kept(store: Store) -> int:
    """How many effects there are."""
    with store.read() as uow:
        return uow.session.scalar(select(func.count()).select_from(effects)) or 0


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=5000)
    arguments = parser.parse_args()
    logs.configure("WARNING")
    config.setup({"AMQP_URI": arguments.uri, "max_workers": 50})
    engine = make_engine(durable_database("bench_events"))
    tables.metadata.create_all(engine)
    metadata.create_all(engine)
    BenchUnit.store = Store(engine, SystemClock(), Listener.name)
    declaration.declare_all(arguments.uri, [SUBSCRIPTION])
    publisher = Publisher(arguments.uri)
    publisher.start(eventlet.spawn)
    assert publisher.wait_until_up(5)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    for _ in range(arguments.rounds):
        for name, at_once in WAYS.items():
            pile_up(publisher, arguments.events)
            found[name].append(work_all(BenchUnit.store, arguments.events, at_once))
    publisher.stop()
    with Connection(arguments.uri) as connection:
        channel = connection.channel()
        for queue in (SUBSCRIPTION.queue, topology.dead_queue_of(SUBSCRIPTION.service)):
            channel.queue_delete(queue)
    base = statistics.median(rate for rate, _ in found["alone"])
    rows = []
    for name, figures in found.items():
        rate, cpu = (statistics.median(values) for values in zip(*figures, strict=True))
        rows.append((name, f"{rate:.0f}", f"{rate / base:.1f}", f"{cpu:.0f}"))
    say(table(("events processed", "events/s", "ratio", "CPU µs each"), rows))
    stop_all()


if __name__ == "__main__":
    main()

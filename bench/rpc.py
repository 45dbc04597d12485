"""Calls through our client and responder, and through nameko's own: how many, and how fast.

    python -m bench.rpc --uri amqp://guest:guest@127.0.0.1:5672// [--rounds 7] [--calls 500]

Both kinds of service run in one process of their own and do the same (nothing). Rounds of both
alternate; what is printed are medians, so that a busy moment of the machine hits neither alone.
Without --uri ours is measured alone, within one process: there is no broker for nameko's.

First the capacity: calls per second of 1 and of 20 callers, each of whom calls again as soon as
it is answered. Then the latency at half of the capacity with 20 callers, which others have to
bear: calls come by chance (Poisson) at that rate, whether earlier ones are answered or not, and
are timed from when they were due; at half of each one's own capacity, and both at half of
nameko's.
"""

import eventlet

eventlet.monkey_patch()

import argparse  # noqa: E402
import random  # noqa: E402
import statistics  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from typing import Any  # noqa: E402

import nameko.rpc  # noqa: E402
from nameko import config  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.rpc import ClusterRpc  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

from bench.tables import say, table  # noqa: E402
from foundation.messaging.client import standalone  # noqa: E402
from foundation.messaging.rpc import rpc  # noqa: E402
from foundation.messaging.transport import DIRECT, is_direct  # noqa: E402

Call = Callable[[dict[str, Any]], Any]

MANY = 20
"""Callers at once, as a gateway has them."""
LOAD = 0.5
"""Part of the capacity at which the latency is measured."""


class Ours:
    """With our entrypoint."""

    name = "bench_ours"

    @rpc
    def echo(self, data: Any) -> Any:
        return data


class Stock:
    """With nameko's entrypoint."""

    name = "bench_stock"

    @nameko.rpc.rpc
    def echo(self, data: Any) -> Any:
        return data


class StockCaller:
    """Has nameko's client, made for one worker and used for all calls."""

    name = "bench_stock_caller"
    cluster = ClusterRpc()


def serve(uri: str) -> None:
    """Host both services until the process is ended."""
    runner = ServiceRunner()
    for service in (Ours, Stock):
        runner.add_service(service)
    runner.start()
    sys.stdout.write("READY\n")
    sys.stdout.flush()
    runner.wait()


def measure(call: Call, calls: int, at_once: int) -> float:
    """Calls per second, with `at_once` callers."""
    pool = eventlet.GreenPool(at_once)
    begun_at = time.perf_counter()
    for _ in pool.imap(call, ({"n": n} for n in range(calls))):
        pass
    return calls / (time.perf_counter() - begun_at)


def latencies(call: Call, per_second: float, calls: int) -> list[float]:
    """50th, 95th and 99th percentile in ms when calls come at this rate, answered or not."""
    chance = random.Random(calls)
    pool = eventlet.GreenPool(calls)
    taken: list[float] = []

    def perform(due: float) -> None:
        call({})
        taken.append(time.perf_counter() - due)

    due = time.perf_counter()
    for _ in range(calls):
        due += chance.expovariate(per_second)
        time.sleep(max(0.0, due - time.perf_counter()))
        pool.spawn_n(perform, due)
    pool.waitall()
    cuts = statistics.quantiles(taken, n=100)
    return [1000 * cuts[percent - 1] for percent in (50, 95, 99)]


def compare_capacity(ours: Call, stock: Call, rounds: int, calls: int) -> tuple[float, float]:
    """Say medians of alternating rounds; return those with many callers, ours and stock."""
    rows = []
    for at_once in (1, MANY):
        for call in (ours, stock):
            measure(call, calls // 5, at_once)
        pairs = [
            (measure(stock, calls, at_once), measure(ours, calls, at_once)) for _ in range(rounds)
        ]
        theirs, mine = (statistics.median(values) for values in zip(*pairs, strict=True))
        rows.append((at_once, f"{theirs:.0f}", f"{mine:.0f}", f"{mine / theirs:.2f}"))
    say(table(("callers at once", "nameko, calls/s", "ours, calls/s", "ratio"), rows))
    return mine, theirs


def compare_latency(ways: Sequence[tuple[str, Call, float]], rounds: int, calls: int) -> None:
    """Say medians of alternating rounds for each (name, call, calls per second)."""
    found: list[list[list[float]]] = [[] for _ in ways]
    for _ in range(rounds):
        for (_, call, per_second), rows in zip(ways, found, strict=True):
            rows.append(latencies(call, per_second, calls))
    lines = []
    for (name, _, per_second), rows in zip(ways, found, strict=True):
        cuts = (statistics.median(values) for values in zip(*rows, strict=True))
        lines.append((name, f"{per_second:.0f}", *(f"{cut:.1f}" for cut in cuts)))
    say(table(("latency at", "calls/s", "p50 ms", "p95 ms", "p99 ms"), lines))


def compare(ours: Call, stock: Call, rounds: int, calls: int) -> None:
    """Say both tables."""
    mine, theirs = compare_capacity(ours, stock, rounds, calls)
    ways = (
        ("half of its capacity, nameko", stock, LOAD * theirs),
        ("half of nameko's capacity, ours", ours, LOAD * theirs),
        ("half of its capacity, ours", ours, LOAD * mine),
    )
    compare_latency(ways, rounds, calls)


def alone(call: Call, rounds: int, calls: int) -> None:
    """Say the same of ours alone."""
    rows, capacity = [], 0.0
    for at_once in (1, MANY):
        measure(call, calls // 5, at_once)
        capacity = statistics.median(measure(call, calls, at_once) for _ in range(rounds))
        rows.append((at_once, f"{capacity:.0f}"))
    say(table(("callers at once", "calls/s"), rows))
    compare_latency((("half of its capacity", call, LOAD * capacity),), rounds, calls)


def stock_client(container: ServiceContainer) -> Any:
    """nameko's client as a worker of the container would get it."""
    (provider,) = (one for one in container.dependencies if isinstance(one, ClusterRpc))

    class Context:
        context_data: dict[str, Any] = {}

    return provider.get_dependency(Context)


def main() -> None:
    """Run the comparison; without --uri, inside this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", default=DIRECT)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--serve", action="store_true")
    arguments = parser.parse_args()
    config.setup({"AMQP_URI": arguments.uri, "max_workers": 50})
    if arguments.serve:
        serve(arguments.uri)
        return
    if is_direct(arguments.uri):
        container = ServiceContainer(Ours)
        container.start()
        with standalone(arguments.uri) as client:
            alone(
                lambda data: client.call("bench_ours", "echo", data),
                arguments.rounds,
                arguments.calls,
            )
        container.stop()
        return
    host = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "bench.rpc", "--serve", "--uri", arguments.uri],
        stdout=subprocess.PIPE,
    )
    assert host.stdout is not None
    host.stdout.readline()
    caller = ServiceContainer(StockCaller)
    caller.start()
    stock = stock_client(caller)
    try:
        with standalone(arguments.uri) as client:
            compare(
                lambda data: client.call("bench_ours", "echo", data),
                lambda data: stock.bench_stock.echo(data),
                arguments.rounds,
                arguments.calls,
            )
    finally:
        caller.stop()
        host.terminate()


if __name__ == "__main__":
    main()

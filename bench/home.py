"""The whole product in one process: how soon it is ready, what it holds, how much it answers.

    python -m bench.home [--quick] [--seconds 15] [--rounds 5] [--clients 8]

A home is what the home page of a resident asks for: who I am, open bills, repairs, complaints,
notices, messages. The first start makes the databases and the demo community, the others find them.
"""

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import requests

from bench.generator import calls_of, generate, latencies
from bench.load import CALLS
from bench.processes import rss_megabytes
from bench.tables import figures, progress, say, spread, table
from tests.support.product import DEMO_PASSWORD, Product, embedded

RESIDENTS = tuple(f"resident{number}" for number in range(1, 6))
STARTS = 3
LOGINS = 40


def started(stack: ExitStack, folder: Path) -> tuple[Product, float]:
    """The product, and the seconds until it was ready."""
    begun_at = time.perf_counter()
    product = stack.enter_context(embedded(folder))
    return product, time.perf_counter() - begun_at


def log_in_often(product: Product) -> None:
    """Log in, eight at the same time: what a password's hash takes is only lent."""

    def log_in(number: int) -> None:
        body = {"username": RESIDENTS[number % len(RESIDENTS)], "password": DEMO_PASSWORD}
        requests.post(f"{product.url}/api/v1/auth/token", json=body).raise_for_status()

    with ThreadPoolExecutor(8) as people:
        list(people.map(log_in, range(LOGINS)))


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--quick", action="store_true", help="one short round")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.seconds, chosen.rounds = 5, 1
    with tempfile.TemporaryDirectory(prefix="guanjia-bench-") as name, ExitStack() as stack:
        home = Path(name)
        with ExitStack() as first:
            _, first_ready = started(first, home)
        ready = []
        for _ in range(STARTS):
            with ExitStack() as again:
                ready.append(started(again, home)[1])
        product, last = started(stack, home)
        ready.append(last)
        pid = product.processes["embedded"].popen.pid
        idle = rss_megabytes(pid)
        log_in_often(product)
        known = rss_megabytes(pid)
        people = {login: product.as_(login).token for login in RESIDENTS}
        job = {"flow": "home", "url": product.url, "tokens": people, "clients": chosen.clients}
        rounds = []
        for _ in range(chosen.rounds):
            rounds.append(generate({**job, "seconds": chosen.seconds}))
            progress(f"{calls_of(rounds[-1]) / rounds[-1]['seconds']:.0f} requests/s")
        calls = [calls_of(one) / one["seconds"] for one in rounds]
        homes = [one / len(CALLS["home"]) for one in calls]
        busy = rss_megabytes(pid)
    rows = [
        ("s to ready, first start (makes the demo community)", f"{first_ready:.1f}"),
        ("s to ready, with data: median (range)", spread(ready)),
        ("resident memory when ready, MB", f"{idle:.0f}"),
        (f"resident memory after {LOGINS} logins, MB", f"{known:.0f}"),
        ("resident memory after the load, MB", f"{busy:.0f}"),
        ("requests/s: median (range)", spread(calls, 0)),
        ("homes/s (six requests each): median (range)", spread(homes)),
    ]
    say(table(("one process", "figure"), rows), latencies("call", rounds))
    say(
        figures(
            embedded_ready_s=statistics.median(ready),
            embedded_memory_mb=busy,
            homes_per_s=statistics.median(homes),
        )
    )


if __name__ == "__main__":
    main()

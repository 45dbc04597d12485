"""Complaint lifecycles per second through gateway, RabbitMQ and PostgreSQL, and where time goes.

    python -m bench.lifecycles [--quick] [--stored 10000 1000000] [--seconds 20] [--rounds 5]
        [--clients 8] [--profile FOLDER]

A lifecycle is seven HTTP calls: lodge, triage, handle, answer, two return visits, close. There is
one cluster per number of stored complaints, on the same servers; rounds of them alternate, so that
a busy moment of the machine hits none alone. --profile records each process with py-spy (to be
installed beside) during one more round: where its time goes, function by function.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from bench import processes, profiling, stored
from bench.generator import calls_of, generate, latencies
from bench.load import CALLS, TRIAGE, intake
from bench.servers import BASE, Servers, servers, tokens
from bench.tables import figures, progress, say, spread, table
from foundation.config import SERVICES
from guanjia.demo.community import homes
from tests.support.product import Client, Product

TEMPLATES = 100
OPEN_TEMPLATES = 10
DRAINED_WITHIN = 120.0


@dataclass
class Cluster:
    """A product with its stored complaints, and what was measured of it."""

    name: str
    product: Product
    servers: Servers
    database: str
    rounds: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rates(self) -> list[float]:
        """Lifecycles per second, round by round."""
        return [one["rate"] for one in self.rounds]

    def groups(self) -> dict[str, list[int]]:
        """Its processes by hop."""
        ours = {name: [one.popen.pid] for name, one in self.product.processes.items()}
        broker = self.servers.broker.pid
        assert broker is not None
        postgres = processes.postgres_groups(self.servers.postmaster, self.database)
        return {**ours, "rabbitmq": processes.children(broker), **postgres}

    def cpu(self) -> dict[str, float]:
        """Processor seconds so far, by hop."""
        return {name: processes.cpu_seconds(pids) for name, pids in self.groups().items()}

    def memory(self) -> dict[str, float]:
        """Resident memory in MB, by hop."""
        return {name: processes.pss_megabytes(pids) for name, pids in self.groups().items()}

    def drain(self) -> float:
        """Seconds until all events are told."""
        begun_at = time.monotonic()
        engine = create_engine(f"{self.servers.url}/{self.database}", isolation_level="AUTOCOMMIT")
        unsent = " UNION ALL ".join(
            f"SELECT count(*) AS n FROM {name}.outbox WHERE sent_at IS NULL" for name in SERVICES
        )
        with engine.connect() as connection:
            while connection.scalar(text(f"SELECT sum(n) FROM ({unsent}) AS each")):
                if time.monotonic() > begun_at + DRAINED_WITHIN:
                    raise RuntimeError(f"{self.name}: events are not told\n{self.product.logs()}")
                time.sleep(0.05)
        engine.dispose()
        return time.monotonic() - begun_at

    def job(self, clients: int, **more: Any) -> dict[str, Any]:
        """What the load generator is to do."""
        lived_in = [home.id for home in homes() if not home.vacant]
        people = tokens(self.product, "receptionist", "supervisor")
        given = {"flow": "lifecycle", "url": self.product.url, "tokens": people}
        return {**given, "households": lived_in, "clients": clients, **more}

    def measure(self, clients: int, seconds: float) -> None:
        """One round."""
        before: dict[str, float] = {}
        used: dict[str, float] = {}

        def begin() -> None:
            before.update(self.cpu())

        def end() -> None:
            after = self.cpu()
            used.update({name: after[name] - before.get(name, 0.0) for name in after})

        result = generate(self.job(clients, seconds=seconds), begin, end)
        used["generator"] = result["cpu_seconds"]
        rate = calls_of(result) / len(CALLS["lifecycle"]) / result["seconds"]
        self.rounds.append({**result, "rate": rate, "cpu": used, "drain": self.drain()})
        progress(f"{self.name} stored: {rate:.1f} lifecycles/s")


def make_templates(on: Servers) -> None:
    """Let some cases go the whole way in the base database, and leave some open."""
    with on.cluster(BASE) as product:
        base = Cluster(BASE, product, on, BASE)
        generate(base.job(4, times=TEMPLATES))
        desk = Client(product.url, product.as_("receptionist").token)
        for home in homes()[:OPEN_TEMPLATES]:
            made = desk.post("/complaints", intake(home.id), 201)
            desk.post(f"/complaints/{made['id']}/triage", TRIAGE)
            desk.post(f"/complaints/{made['id']}/transfer", {"department": "engineering"})
        base.drain()


def report(clusters: Sequence[Cluster]) -> None:
    """Say what was measured."""
    rows = [
        (
            cluster.name,
            spread(cluster.rates),
            f"{statistics.median(one['drain'] for one in cluster.rounds):.1f}",
        )
        for cluster in clusters
    ]
    say(table(("stored complaints", "lifecycles/s: median (range)", "s until told"), rows))
    results = {"lifecycles_per_s": statistics.median(clusters[-1].rates)}
    if len(clusters) > 1:
        few, many = clusters[0], clusters[-1]
        pairs = zip(many.rates, few.rates, strict=True)
        ratio = statistics.median(one / other for one, other in pairs)
        say(f"{many.name} to {few.name} stored, round by round: ratio **{ratio:.2f}**.")
        results["lifecycles_ratio"] = ratio
    for cluster in clusters:
        say(latencies(f"call, {cluster.name} stored", cluster.rounds))
        memory = cluster.memory()
        say(by_hop(cluster, memory))
    results["cluster_memory_mb"] = sum(memory.values())
    say(figures(**results))


def by_hop(cluster: Cluster, memory: dict[str, float]) -> str:
    """A table of processor time per lifecycle, and memory, by process."""
    spent: dict[str, float] = defaultdict(float)
    for one in cluster.rounds:
        for name, seconds in one["cpu"].items():
            spent[name] += seconds
    lifecycles = sum(one["rate"] * one["seconds"] for one in cluster.rounds)
    total = sum(spent.values())
    rows = [
        (
            name,
            f"{1000 * seconds / lifecycles:.2f}",
            f"{seconds / total:.0%}",
            f"{memory[name]:.0f}" if name in memory else "",
        )
        for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1])
    ]
    rows.append(("**all**", f"{1000 * total / lifecycles:.2f}", "", f"{sum(memory.values()):.0f}"))
    head = (f"process, {cluster.name} stored", "CPU ms per lifecycle", "share", "memory MB")
    return table(head, rows)


def profile(cluster: Cluster, clients: int, seconds: float, folder: Path) -> None:
    """Record every process of ours during one more round."""
    pids = {name: one.popen.pid for name, one in cluster.product.processes.items()}
    recording = profiling.Recording(folder, pids, seconds - 1)
    generate(cluster.job(clients, seconds=seconds), recording.start)
    for name in pids:
        say(f"```\n{recording.hottest(name)}\n```")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--quick", action="store_true", help="10 thousand stored, one short round")
    parser.add_argument("--profile", type=Path)
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.stored, chosen.seconds, chosen.rounds = [10_000], 10, 1
    with servers() as on, ExitStack() as stack:
        make_templates(on)
        clusters = []
        for count in chosen.stored:
            database, begun_at = f"stored_{count}", time.monotonic()
            on.copy(database)
            made = stored.fill(f"{on.url}/{database}", count)
            progress(f"filled in {time.monotonic() - begun_at:.0f} s")
            say(f"{count:,} stored: {made}.")
            product = stack.enter_context(on.cluster(database))
            clusters.append(Cluster(f"{count:,}", product, on, database))
        for _ in range(chosen.rounds):
            for cluster in clusters:
                cluster.measure(chosen.clients, chosen.seconds)
        report(clusters)
        if chosen.profile:
            profile(clusters[-1], chosen.clients, chosen.seconds, chosen.profile)


if __name__ == "__main__":
    main()

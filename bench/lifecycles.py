"""Complaint lifecycles per second through gateway, RabbitMQ and PostgreSQL, and where time goes.

    python -m bench.lifecycles [--quick] [--stored 10000 1000000] [--seconds 20] [--rounds 5]
        [--clients 8] [--profile FOLDER]

A lifecycle is seven HTTP calls: lodge, triage, handle, answer, two return visits, close. There is
one cluster per number of stored complaints, on the same servers; rounds of them alternate, so that
a busy moment of the machine hits none alone. --profile records each process with py-spy (to be
installed beside) during one more round: where its time goes, function by function.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from bench import processes, stored
from bench.load import CALLS, TRIAGE, intake
from bench.servers import BASE, Servers, servers, tokens
from foundation.config import SERVICES
from guanjia.demo.community import homes
from tests.support.product import Client, Product

TEMPLATES = 100
OPEN_TEMPLATES = 10
WARMUP = 3.0
DRAINED_WITHIN = 120.0


@dataclass
class Cluster:
    """A product with its stored complaints, and what was measured of it."""

    name: str
    product: Product
    servers: Servers
    database: str
    rounds: list[dict[str, Any]] = field(default_factory=list)

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
            while connection.scalar(text(f"SELECT sum(n) FROM ({unsent}) AS all_")):
                if time.monotonic() > begun_at + DRAINED_WITHIN:
                    raise RuntimeError(f"{self.name}: events are not told\n{self.product.logs()}")
                time.sleep(0.05)
        engine.dispose()
        return time.monotonic() - begun_at


def job(product: Product, clients: int, **more: Any) -> dict[str, Any]:
    """What `bench.load` is to do."""
    lived_in = [home.id for home in homes() if not home.vacant]
    people = tokens("receptionist", "supervisor")
    given = {"url": product.url, "tokens": people, "households": lived_in, "clients": clients}
    return given | more


def generate(given: Mapping[str, Any], at_begin: Any = None, at_end: Any = None) -> dict[str, Any]:
    """Run the load generator; call back when its warm-up and its time are over."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.load"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(given))
    process.stdin.close()
    result: dict[str, Any] = {}
    for line in process.stdout:
        if line == "begin\n" and at_begin:
            at_begin()
        elif line == "end\n" and at_end:
            at_end()
        elif line.startswith("{"):
            result = json.loads(line)
    if process.wait():
        raise RuntimeError("the load generator failed")
    return result


def make_templates(on: Servers) -> None:
    """Let some cases go the whole way in the base database, and leave some open."""
    with on.cluster(BASE) as product:
        generate(job(product, 4, lifecycles=TEMPLATES))
        desk = Client(product.url, tokens("receptionist")["receptionist"])
        for home in homes()[:OPEN_TEMPLATES]:
            made = desk.post("/complaints", intake(home.id), 201)
            desk.post(f"/complaints/{made['id']}/triage", TRIAGE)
            desk.post(f"/complaints/{made['id']}/transfer", {"department": "engineering"})
        Cluster(BASE, product, on, BASE).drain()


def measure(cluster: Cluster, clients: int, seconds: float) -> None:
    """One round."""
    before: dict[str, float] = {}
    used: dict[str, float] = {}

    def begin() -> None:
        before.update(cluster.cpu())

    def end() -> None:
        after = cluster.cpu()
        used.update({name: after[name] - before.get(name, 0.0) for name in after})

    result = generate(job(cluster.product, clients, seconds=seconds, warmup=WARMUP), begin, end)
    calls = sum(len(times) for times in result["calls"].values())
    used["generator"] = result["cpu_seconds"]
    rate = calls / len(CALLS) / result["seconds"]
    cluster.rounds.append({**result, "rate": rate, "cpu": used, "drain": cluster.drain()})
    print(f"  {cluster.name}: {rate:.1f} lifecycles/s", flush=True)


def report(clusters: Sequence[Cluster]) -> None:
    """Print what was measured."""
    print("\n| stored | lifecycles/s | lowest | highest | last event told after |")
    print("|---|---|---|---|---|")
    for cluster in clusters:
        rates = [one["rate"] for one in cluster.rounds]
        drained = statistics.median(one["drain"] for one in cluster.rounds)
        print(
            f"| {cluster.name} | {statistics.median(rates):.1f} | {min(rates):.1f} "
            f"| {max(rates):.1f} | {drained:.1f} s |"
        )
    if len(clusters) > 1:
        few, many = clusters[0], clusters[-1]
        ratios = [b["rate"] / a["rate"] for a, b in zip(few.rounds, many.rounds, strict=True)]
        print(f"\nRatio {many.name} to {few.name}: {statistics.median(ratios):.2f}")
    for cluster in clusters:
        latencies(cluster)
        profile_by_hop(cluster)


def latencies(cluster: Cluster) -> None:
    """Print milliseconds per call."""
    print(f"\n| {cluster.name} stored: ms per call | p50 | p95 | p99 |\n|---|---|---|---|")
    for name in CALLS:
        times = sorted(at for one in cluster.rounds for at in one["calls"][name])
        cuts = statistics.quantiles(times, n=100)
        print(f"| {name} | {cuts[49]:.1f} | {cuts[94]:.1f} | {cuts[98]:.1f} |")


def profile_by_hop(cluster: Cluster) -> None:
    """Print processor time per lifecycle and memory, by process."""
    spent: dict[str, float] = defaultdict(float)
    lifecycles = 0.0
    for one in cluster.rounds:
        lifecycles += one["rate"] * one["seconds"]
        for name, seconds in one["cpu"].items():
            spent[name] += seconds
    memory = cluster.memory()
    total = sum(spent.values())
    print(f"\n| {cluster.name} stored: process | CPU ms per lifecycle | share | memory MB |")
    print("|---|---|---|---|")
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        resident = f"{memory[name]:.0f}" if name in memory else ""
        print(
            f"| {name} | {1000 * seconds / lifecycles:.2f} | {seconds / total:.0%} | {resident} |"
        )
    whole = sum(memory.values())
    print(f"| all | {1000 * total / lifecycles:.2f} | 100% | {whole:.0f} |")


def profile(cluster: Cluster, clients: int, seconds: float, folder: Path) -> None:
    """Record every process of ours during a round."""
    tool = shutil.which("py-spy") or shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if tool is None:
        raise SystemExit("py-spy is not installed: pip install py-spy")
    folder.mkdir(parents=True, exist_ok=True)
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> None:
        for name, process in cluster.product.processes.items():
            command = [tool, "record", "-n", "-r", "200", "-d", str(int(seconds) - 1)]
            command += ["-f", "raw", "-o", str(folder / f"{name}.txt")]
            command += ["-p", str(process.popen.pid)]
            running.append(
                subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )

    generate(job(cluster.product, clients, seconds=seconds, warmup=WARMUP), begin)
    for one in running:
        one.wait()
    for name in cluster.product.processes:
        hottest(name, folder / f"{name}.txt")


def hottest(name: str, stacks: Path, most: int = 40) -> None:
    """Print the functions in which a process spends its time, with what they call."""
    within: dict[str, int] = defaultdict(int)
    itself: dict[str, int] = defaultdict(int)
    total = 0
    for line in stacks.read_text().splitlines():
        frames, _, count = line.rpartition(" ")
        names = [frame.rpartition(":")[0] for frame in frames.split(";")]
        total += int(count)
        itself[names[-1]] += int(count)
        for one in set(names):
            within[one] += int(count)
    print(f"\n{name}: {total} samples; share with and without what is called")
    for one, count in sorted(within.items(), key=lambda pair: -pair[1])[:most]:
        print(f"{count / total:7.1%} {itself[one] / total:7.1%}  {one}")


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
            made = ", ".join(stored.fill(f"{on.url}/{database}", count))
            print(f"Made in {time.monotonic() - begun_at:.0f} s: {made}", flush=True)
            product = stack.enter_context(on.cluster(database))
            clusters.append(Cluster(f"{count:,}", product, on, database))
        for _ in range(chosen.rounds):
            for cluster in clusters:
                measure(cluster, chosen.clients, chosen.seconds)
        report(clusters)
        if chosen.profile:
            profile(clusters[-1], chosen.clients, chosen.seconds, chosen.profile)


if __name__ == "__main__":
    main()

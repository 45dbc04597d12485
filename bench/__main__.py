"""All benchmarks, one after the other; writes docs/benchmarks.md and the capacity table.

    python -m bench [--quick] [--uri amqp://…] [--only NAME …]

What stands in the documents between `<!-- bench:… -->` marks is written here; what stands around
it is not touched. With --only, the other sections stay as they are.
"""

import argparse
import platform
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.tables import merged, progress, table
from tests.support import postgres, rabbitmq
from tests.support.shared import folder, stop_all

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
OPERATIONS = ROOT / "docs" / "operations.md"
SECONDS_PER_DAY = 8 * 3600
"""A day at the desk."""
PEAK = 4
"""How many times busier than the average the busiest hour is taken to be."""


@dataclass(frozen=True)
class Run:
    """A benchmark: the name of its section, and its command; `{uri}` is RabbitMQ's address."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    quick: tuple[str, ...] = ("--quick",)

    def command(self, uri: str, *, quick: bool) -> list[str]:
        """The arguments of Python."""
        given = [one.format(uri=uri) for one in self.arguments]
        return ["-m", self.module, *given, *(self.quick if quick else ())]


RUNS = (
    Run("rpc-embedded", "bench.rpc", ("--uri", "direct:"), ("--rounds", "2")),
    Run("rpc", "bench.rpc", ("--uri", "{uri}"), ("--rounds", "2")),
    Run("relay", "bench.relay", ("--uri", "{uri}"), ("--rounds", "2")),
    Run("events", "bench.events", ("--uri", "{uri}"), ("--rounds", "2")),
    Run("lifecycles", "bench.lifecycles"),
    Run("home", "bench.home"),
    Run("pages", "bench.pages"),
    Run("beside", "bench.beside"),
    Run("safety-net", "bench.safety_net"),
    Run("reports", "bench.reports"),
    Run("scope", "bench.scope"),
    Run("among", "bench.among"),
    Run("company", "bench.company"),
    Run("listing", "bench.listing"),
    Run("find", "bench.find"),
    Run("similar", "bench.similar", quick=()),
)


def measured(run: Run, uri: str, *, quick: bool) -> str:
    """Run a benchmark; the text of its section, or raise RuntimeError."""
    command = run.command(uri, quick=quick)
    progress(f"--- {run.name}: python {' '.join(command)}")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{run.name} ended with status {done.returncode}\n{done.stdout}")
    shown = " ".join("amqp://…" if one == uri else one for one in command)
    said = done.stdout.strip()
    if "| ---" not in said:
        said = f"```\n{said}\n```"
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"`python {shown}`, {day}\n\n{said}"


def machine() -> str:
    """What the figures were measured on."""
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    cores = len(re.findall(r"^processor", Path("/proc/cpuinfo").read_text(), re.MULTILINE))
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    gigabytes = int(memory[1]) / 1024**2 if memory else 0
    rows = [
        ("processor", f"{cores} × {cpu[1] if cpu else platform.machine()}"),
        ("memory", f"{gigabytes:.0f} GiB"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("PostgreSQL", version(postgres.binaries(), "postgres", "--version")),
        ("RabbitMQ", version(rabbitmq.scripts(), "rabbitmqctl", "version")),
    ]
    return table(("machine", ""), rows)


def version(place: Path | None, tool: str, argument: str) -> str:
    """What a tool says of its version."""
    if place is None:
        return "none"
    done = subprocess.run([place / tool, argument], capture_output=True, text=True, check=False)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "unknown"


def put(page: Path, name: str, content: str) -> None:
    """Write what stands between the marks of a name."""
    begin, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    head, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, found, tail = rest.partition(end)
    if not found:
        raise RuntimeError(f"{page.name} has no {begin} … {end}")
    page.write_text(f"{head}{begin}\n{content}\n{end}{tail}", encoding="utf-8")


CAPACITY = (
    ("complaints from intake to end, cluster", "lifecycles_per_s", "{:.0f}/s"),
    ("homes opened by residents, one process", "homes_per_s", "{:.0f}/s"),
    ("memory, cluster with its servers", "cluster_memory_mb", "{:.0f} MB"),
    ("memory, one process", "embedded_memory_mb", "{:.0f} MB"),
    ("start, one process with data", "embedded_ready_s", "{:.1f} s"),
    ("slowest page of the demo community, median", "slowest_page_ms", "{:.0f} ms"),
    (
        "slowest list or report at a million rows, 95th percentile",
        "slowest_list_p95_ms",
        "{:.0f} ms",
    ),
    ("speed at a million stored complaints ÷ at ten thousand", "lifecycles_ratio", "{:.2f}"),
)
"""Rows of the capacity table: what, which figure, how it is shown."""


def capacity(figures: Mapping[str, Any]) -> str:
    """What one machine of this kind carries, from the figures of the page."""
    rows = [
        (what, shown.format(figures[name]), day(figures[name]) if shown.endswith("/s") else "")
        for what, name, shown in CAPACITY
        if name in figures
    ]
    return table(("on the machine of the benchmarks", "measured", "a working day"), rows)


def day(per_second: float) -> str:
    """So many in eight hours whose busiest is several times busier than the average."""
    return f"{int(per_second * SECONDS_PER_DAY / PEAK / 1000) * 1000:,}"


def broker(uri: str | None) -> str:
    """The address of a RabbitMQ: the one that was named, or one of this run."""
    if uri:
        return uri
    node = rabbitmq.Broker(folder() / "bench-rabbitmq")
    node.start()
    return node.uri()


def main() -> None:
    """Run them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs, little data")
    parser.add_argument("--uri", help="RabbitMQ for calls and relay; without: one is started")
    names: Sequence[str] = [one.name for one in RUNS]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    chosen = parser.parse_args()
    failed = []
    try:
        put(PAGE, "machine", machine())
        uri = broker(chosen.uri) if {"rpc", "relay", "events"} & set(chosen.only) else ""
        for run in RUNS:
            if run.name in chosen.only:
                try:
                    put(PAGE, run.name, measured(run, uri, quick=chosen.quick))
                except RuntimeError as error:
                    failed.append(str(error))
                    progress(str(error))
        figures = merged(PAGE.read_text(encoding="utf-8").splitlines())
        put(OPERATIONS, "capacity", capacity(figures))
    finally:
        stop_all()
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()

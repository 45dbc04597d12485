"""Runs `bench.load` in a process of its own, and shows what it measured."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.tables import table

WARMUP = 3.0
"""Seconds before anything counts."""
Told = Callable[[], None]


def generate(
    job: Mapping[str, Any], at_begin: Told = lambda: None, at_end: Told = lambda: None
) -> dict[str, Any]:
    """Run the load generator; call back when its warm-up and its time are over."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.load"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"warmup": WARMUP, **job}))
    process.stdin.close()
    result: dict[str, Any] = {}
    for line in process.stdout:
        if line == "begin\n":
            at_begin()
        elif line == "end\n":
            at_end()
        elif line.startswith("{"):
            result = json.loads(line)
    if process.wait():
        raise RuntimeError("the load generator failed")
    return result


def latencies(title: str, results: Sequence[Mapping[str, Any]]) -> str:
    """A table of milliseconds per call, over all rounds."""
    rows = []
    for name in results[0]["calls"]:
        times = [one for result in results for one in result["calls"][name]]
        cuts = statistics.quantiles(times, n=100)
        rows.append((name, f"{cuts[49]:.1f}", f"{cuts[94]:.1f}", f"{cuts[98]:.1f}"))
    return table((title, "p50 ms", "p95 ms", "p99 ms"), rows)


def calls_of(result: Mapping[str, Any]) -> int:
    """How many calls were answered."""
    return sum(len(times) for times in result["calls"].values())

"""The benchmarks keep up with the product."""

import subprocess
import sys
from pathlib import Path

import bench
from bench.questions import forgotten
from tests.support.product import ROOT

MODULES = sorted(path.stem for path in Path(bench.__path__[0]).glob("[a-z]*.py"))


def test_every_list_and_report_is_asked_by_the_benchmarks() -> None:
    assert forgotten() == set()


def test_every_benchmark_finds_what_it_measures() -> None:
    """By itself: some change the process that they are in."""
    code = "; ".join(f"import bench.{name}" for name in MODULES)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr

"""Whoever kills the tests leaves no server behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.support import postgres
from tests.support.product import ROOT, eventually
from tests.support.shared import FOLDER
from tests.support.undertaker import found

RUN = """
import sys
from tests.support import postgres, shared
from tests.support.nursery import Nursery
home = shared.folder()
postgres.server()
Nursery(home / "nursery")
print(home, flush=True)
sys.stdin.read()
"""
"""A run that has started servers and goes on testing."""


@pytest.mark.parametrize("ending", ["kill", "terminate"])
def test_servers_and_processes_end_with_the_run_that_started_them(ending: str) -> None:
    """PostgreSQL has no parent; the nursery would be one."""
    if postgres.binaries() is None:
        missing("postgres")
    unmarked = {key: value for key, value in os.environ.items() if key != FOLDER}
    run = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        env=unmarked,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    folder = run.stdout.readline().strip()
    commands = {command for _, command in found(folder)}
    assert "postgres" in commands and "python" in "".join(commands), commands
    getattr(run, ending)()
    run.wait()
    eventually(lambda: not list(found(folder)) and not Path(folder).exists(), 30)

"""Servers that all workers of one test run share: started by the first who needs one."""

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOLDER = "GUANJIA_TEST_SHARED"
"""Environment variable with the run's folder; the controller sets it, workers inherit it."""


def folder() -> Path:
    """The folder of this run."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="guanjia-test-")
        Path(os.environ[FOLDER]).chmod(0o755)  # servers run as users of their own
    return Path(os.environ[FOLDER])


@contextmanager
def locked(name: str) -> Any:
    """Only one worker at a time."""
    with (folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def shared(name: str, start: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """What `start` told of the server, started once per run."""
    with locked(name):
        state = folder() / f"{name}.json"
        if not state.exists():
            home = folder() / name
            home.mkdir()
            state.write_text(json.dumps(start(home)))
        return dict(json.loads(state.read_text()))


def stop_all() -> None:
    """Stop what was started; called once, by the controller, at the end."""
    if FOLDER not in os.environ:
        return
    for file in folder().glob("*.json"):
        state = json.loads(file.read_text())
        with contextlib.suppress(ProcessLookupError):
            for pid in state.get("pids", []):
                os.kill(pid, signal.SIGINT)
            for group in state.get("groups", []):
                os.killpg(group, signal.SIGKILL)
    subprocess.run(["rm", "-rf", str(folder())], check=False)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

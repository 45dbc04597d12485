"""Servers that all workers of one test run share: started by the first who needs one.

They end with the run, however it ends (`undertaker`).
"""

import fcntl
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FOLDER = "GUANJIA_TEST_SHARED"
"""Environment variable with the run's folder; the controller sets it, all others inherit it."""
PORTS = range(20_000, 32_000)
"""Below those of outgoing connections, which Linux begins at 32768 and macOS at 49152."""
_undertakers: list[subprocess.Popen[bytes]] = []


def folder() -> Path:
    """The folder of this run."""
    if FOLDER not in os.environ:
        home = tempfile.mkdtemp(prefix="guanjia-test-")
        Path(home).chmod(0o755)  # servers run as users of their own
        command = [sys.executable, "-I", Path(__file__).with_name("undertaker.py"), home]
        _undertakers.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        )
        os.environ[FOLDER] = home
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
    """End what was started in this run; called once, by the controller, at the end."""
    for undertaker in _undertakers:
        undertaker.communicate()


def free_port() -> int:
    """A port that nobody listens on, given once in a run.

    It lies below those that the system takes for outgoing connections: one of these might have it
    before whoever is to listen.
    """
    while True:
        port = secrets.choice(PORTS)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            (folder() / f"port-{port}").touch(exist_ok=False)
            return port

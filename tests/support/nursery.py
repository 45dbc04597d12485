"""Starts processes of ours that have everything imported: often, at little cost.

Run as `python -m tests.support.nursery FOLDER MODULE`. An order is a file `<n>.order` in the
folder: arguments, environment, log and where its standard output goes. The copy that is made then
runs the module's `main` as a fresh process would; `<n>.pid` tells who it is and `<n>.status` how
it ended.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.support.product import ROOT, Process

TURN = 0.02
COMMAND_LINE = "guanjia.cli"


class Fledgling:
    """What `subprocess.Popen` is to who watches a process, for one of the nursery's."""

    returncode: int | None = None

    def __init__(self, folder: Path, number: int) -> None:
        self._status = folder / f"{number}.status"
        self.pid = int(wait_for(folder / f"{number}.pid"))

    def poll(self) -> int | None:
        """How it ended, or None."""
        if self.returncode is None and self._status.exists():
            self.returncode = int(self._status.read_text())
        return self.returncode

    def kill(self) -> None:
        """`kill -9`."""
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: int) -> None:
        """Signal it, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self, timeout: float = 60) -> int:
        """Wait for its end."""
        self.returncode = int(wait_for(self._status, timeout))
        return self.returncode


class Nursery:
    """The nursery as its users see it."""

    def __init__(self, folder: Path, module: str = COMMAND_LINE) -> None:
        folder.mkdir()
        self._folder = folder
        self._count = 0
        command = [sys.executable, "-W", "ignore", "-m", __name__, str(folder), module]
        self._popen = subprocess.Popen(command, cwd=ROOT)
        wait_for(folder / "ready")

    def spawn(
        self,
        name: str,
        arguments: list[str],
        environment: Any,
        log: Path,
        output: Path | None = None,
    ) -> Process:
        """Start `python -m guanjia …`; its output goes to the log, unless it is wanted apart."""
        self._count += 1
        number = self._count
        order = {
            "arguments": arguments,
            "environment": dict(environment),
            "log": str(log),
            "output": str(output or log),
        }
        put(self._folder / f"{number}.order", json.dumps(order))
        process = Process(name, Fledgling(self._folder, number), log)  # type: ignore[arg-type]
        process.environment = environment  # type: ignore[attr-defined]
        return process

    def close(self) -> None:
        """End it; its processes must have been ended before."""
        self._popen.kill()
        self._popen.wait()


def put(path: Path, text: str) -> None:
    """Write a file that is there only when it is whole."""
    half = path.with_suffix(".half")
    half.write_text(text)
    half.rename(path)


def wait_for(path: Path, seconds: float = 60) -> str:
    """What a file says, once it is there."""
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(TURN)
    return path.read_text()


def imported(module: str) -> Any:
    """What a copy is to run, with all that it will import."""
    if module == COMMAND_LINE:
        importlib.import_module("gateway.app")
        registry = importlib.import_module("guanjia.registry")
        for name in registry.CLASSES:
            registry.service_class(name)
    return importlib.import_module(module).main


def run(folder: Path, module: str) -> None:
    """Make copies of this process as ordered, until whoever asked for it is gone."""
    import eventlet

    eventlet.monkey_patch()
    main = imported(module)
    plain = eventlet.patcher.original("os")
    sleep = eventlet.patcher.original("time").sleep
    numbers: dict[int, int] = {}
    parent = os.getppid()
    put(folder / "ready", "")
    while os.getppid() == parent:
        for order in folder.glob("*.order"):
            wanted = json.loads(order.read_text())
            order.unlink()
            if not (pid := plain.fork()):
                become(wanted, main)
            numbers[pid] = int(order.stem)
            put(order.with_suffix(".pid"), str(pid))
        while numbers and (ended := plain.waitpid(-1, os.WNOHANG))[0]:
            status = os.waitstatus_to_exitcode(ended[1])
            put(folder / f"{numbers.pop(ended[0])}.status", str(status))
        sleep(TURN)


def become(wanted: dict[str, Any], main: Any) -> None:
    """Go on as the process that is wanted."""
    from eventlet.hubs import use_hub

    from foundation import failpoints

    use_hub()
    os.setsid()
    for key in [key for key in os.environ if key.startswith("GUANJIA_")]:
        del os.environ[key]
    os.environ.update(wanted["environment"])
    failpoints.FOLDER = os.environ.get("GUANJIA_KILL_POINTS")
    for number, path in ((1, wanted["output"]), (2, wanted["log"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT), number)
    sys.argv = ["guanjia", *wanted["arguments"]]
    status = 1
    try:
        main()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])

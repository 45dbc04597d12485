"""Ends what the tests of a run have left behind, whichever way the run ended.

Run as `python undertaker.py FOLDER` with a pipe as standard input: the pipe closes
when who holds the other end says so, or dies. All that lives in the run's folder, or was told of
it in its environment, is then ended, and the folder is removed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

SHARED_BY_ALL = "epmd"
"""Erlang's directory of nodes: the first node starts it, all of the machine use it."""
GENTLY = {"postgres": signal.SIGQUIT}
"""PostgreSQL's crash on demand; of `kill -9` its shared memory would stay."""
TIMEOUT = 30.0
TURN = 0.05


def found(folder: str) -> Iterator[tuple[int, str]]:
    """Processes (and their commands) that belong to a run."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            belongs = folder.encode() in (process / "environ").read_bytes()
            belongs = belongs or str((process / "cwd").readlink()).startswith(folder)
            command = (process / "comm").read_text().strip()
        except OSError:  # it has ended, or is somebody else's
            continue
        if belongs and command != SHARED_BY_ALL and int(process.name) != os.getpid():
            yield int(process.name), command


def end(folder: str) -> None:
    """End them all, with those that they start meanwhile."""
    give_up_at = time.monotonic() + TIMEOUT
    while (living := list(found(folder))) and time.monotonic() < give_up_at:
        for pid, command in living:
            try:
                os.kill(pid, GENTLY.get(command, signal.SIGKILL))
            except ProcessLookupError:
                continue
        time.sleep(TURN)


def unmount(folder: str) -> None:
    """Unmount the disks of the run."""
    places = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for place in places:
        if place.startswith(folder):
            subprocess.run(["umount", "--lazy", place], check=False)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    end(sys.argv[1])
    unmount(sys.argv[1])
    subprocess.run(["rm", "-rf", sys.argv[1]], check=False)

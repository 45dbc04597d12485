"""What a gateway alone answers per second of its processor time: this version, and another.

    python -m bench.heads --other /path/to/another/checkout

What is asked for costs next to nothing, so that reading and writing HTTP is what is measured; they
take turns, and it is processor time, so that what else the machine does is not.
"""

import argparse
import os
import socket
import statistics
import tempfile
import time
from pathlib import Path

from tests.support.product import ROOT, spawn
from tests.support.shared import free_port

CONNECTIONS = 8
HEAD = (
    b"GET /health/live HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: */*\r\n"
    b"Accept-Language: zh-CN,zh;q=0.9\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n"
    b"X-Request-Id: 0123456789\r\n\r\n"
)


def used(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rate(pid: int, port: int, seconds: float) -> float:
    """Answers per second of the process's time, on some connections that are kept."""
    before = used(pid)
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    answered = 0
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        for line in lines:
            line.sendall(HEAD)
        for line in lines:
            assert line.recv(65_536).startswith(b"HTTP/1.1 200")
            answered += 1
    took = used(pid) - before
    for line in lines:
        line.close()
    return answered / took


def wait(port: int, name: str) -> None:
    """Wait until it listens."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError(f"{name} does not listen")


def main() -> None:
    """Start both, measure them in turns, print the medians."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--other", type=Path, required=True)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--seconds", type=float, default=2)
    chosen = arguments.parse_args()
    ports: dict[str, int] = {}
    processes = []
    with tempfile.TemporaryDirectory() as folder:
        for name, root in (("this", ROOT), ("other", chosen.other)):
            ports[name] = free_port()
            environment = {"GUANJIA_SECRET_KEY": "x" * 40, "PORT": str(ports[name])}
            environment["GUANJIA_DATA_DIR"] = folder
            home = Path(folder)
            processes.append(spawn(name, ["serve", "gateway"], environment, home, root))
        try:
            for name, port in ports.items():
                wait(port, name)
            rates: dict[str, list[float]] = {name: [] for name in ports}
            for _ in range(chosen.rounds):
                for process in processes:
                    name = process.name
                    rates[name].append(rate(process.popen.pid, ports[name], chosen.seconds))
        finally:
            for process in processes:
                process.kill()
    for name, found in rates.items():
        print(f"{name}: {statistics.median(found):.0f}/s ({min(found):.0f} to {max(found):.0f})")


if __name__ == "__main__":
    main()

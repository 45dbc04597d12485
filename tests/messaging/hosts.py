"""Starts host processes and talks to them."""

import json
import signal
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.support.nursery import Nursery
from tests.support.shared import folder


@cache
def nursery() -> Nursery:
    """Where the hosts of this worker come from; it ends with the worker."""
    return Nursery(Path(tempfile.mkdtemp(dir=folder())) / "hosts", "tests.messaging.host")


class Host:
    """A process with services (`tests.messaging.host`)."""

    def __init__(
        self,
        uri: str,
        database: str,
        services: str,
        environment: dict[str, str] | None = None,
        **config: Any,
    ) -> None:
        self.database = database
        self.log = Path(tempfile.mkstemp(suffix=".log", dir=folder())[1])
        said = self.log.with_suffix(".out")
        self.process = (
            nursery()
            .spawn(
                "host",
                ["--uri", uri, "--services", services, "--config", json.dumps(config)],
                {"TEST_DATABASE": database, **(environment or {})},
                self.log,
                said,
            )
            .popen
        )
        self.port = self.side_port = 0
        until(lambda: self.process.poll() is not None or self._is_ready(said), 60)

    def _is_ready(self, said: Path) -> bool:
        """Whether it has said where it listens; a host that dies at its start never does."""
        line = said.read_text() if said.exists() else ""
        if line.startswith("READY ") and line.endswith("\n"):
            self.port, self.side_port = map(int, line.split()[1:])
        return bool(self.port)

    def ask(self, service: str, method: str, data: Any = None, **more: Any) -> dict[str, Any]:
        """Have the host make a call; its `result`, or the refusal's `code` and fields."""
        return self._say({"service": service, "method": method, "data": data or {}, **more})

    def order(self, order: str, data: Any) -> Any:
        """Have the host do something itself, without a call."""
        return self._say({"order": order, "data": data})["result"]

    def _say(self, order: dict[str, Any]) -> dict[str, Any]:
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(json.dumps(order).encode() + b"\n")
            with connection.makefile() as lines:
                answer: dict[str, Any] = json.loads(lines.readline())
        return answer

    def call(self, service: str, method: str, data: Any = None, **more: Any) -> Any:
        """The result of a call that is not refused."""
        answer = self.ask(service, method, data, **more)
        assert "result" in answer, answer
        return answer["result"]

    def tell(self, *events: dict[str, Any]) -> None:
        """Have `teller` tell events."""
        self.call("teller", "tell", {"events": list(events)})

    def effects(self) -> list[tuple[str, int]]:
        """What `listener` has kept, in order."""
        return [(key, number) for key, number in self.call("listener", "effects")]

    def logged(self) -> list[dict[str, Any]]:
        """The log lines so far."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page of the side server."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.side_port}{path}") as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def stop(self) -> None:
        """End it gracefully."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """`kill -9`."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.wait(60)


def usual(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer in the middle of five, by `seconds`: the machine has other things to do too."""
    return sorted((ask() for _ in range(5)), key=itemgetter("seconds"))[2]


def until(condition: Callable[[], Any], timeout: float = 20) -> Any:
    """Wait until the condition holds; fail after `timeout` seconds."""
    give_up_at = time.monotonic() + timeout
    while not (value := condition()):
        assert time.monotonic() < give_up_at, "it did not happen in time"
        time.sleep(0.02)
    return value

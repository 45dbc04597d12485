"""The product as its users run it: as processes, spoken to over HTTP."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import yaml

from tests.support.shared import FOLDER, folder, free_port, shared

ROOT = Path(__file__).resolve().parents[2]
DEMO_PASSWORD = "guanjia-demo"


@dataclass
class Process:
    """A running command of ours, with its log."""

    name: str
    popen: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """`kill -9`."""
        self.popen.kill()
        self.popen.wait()

    def stop(self, timeout: float = 20) -> int:
        """Ask it to stop as an operator would; its exit status."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(timeout)


def spawn(
    name: str,
    arguments: list[str],
    environment: Mapping[str, str],
    home: Path,
    root: Path = ROOT,
    module: str = "guanjia",
) -> Process:
    """Start `python -m guanjia …` of the version that lies in `root`."""
    log = home / f"{name}.log"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GUANJIA_")}
    clean[FOLDER] = str(folder())  # so that it ends with the run
    popen = subprocess.Popen(
        [python_of(root), "-m", module, *arguments],
        cwd=root,
        env=clean | {"PYTHONUNBUFFERED": "1"} | dict(environment),
        stdout=log.open("ab"),
        stderr=subprocess.STDOUT,
    )
    return Process(name, popen, log)


def python_of(root: Path) -> str:
    """What runs a version: another than this one has an environment of its own."""
    return sys.executable if root == ROOT else str(root / ".venv" / "bin" / "python")


@dataclass
class Product:
    """A running product."""

    url: str
    processes: dict[str, Process]
    home: Path
    tokens: dict[str, str] = field(default_factory=dict)

    def as_(self, username: str, password: str = DEMO_PASSWORD) -> "Client":
        """A client logged in as this person."""
        if username not in self.tokens:
            answer = requests.post(
                f"{self.url}/api/v1/auth/token",
                json={"username": username, "password": password},
                timeout=20,
            )
            assert answer.status_code == 200, answer.text
            self.tokens[username] = answer.json()["access_token"]
        return Client(self.url, self.tokens[username])

    def wait_ready(self, seconds: float) -> None:
        """Wait until everything is there; show the logs if it does not come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            dead = [one.name for one in self.processes.values() if one.popen.poll() is not None]
            assert not dead, f"{dead} ended\n{self.logs()}"
            try:
                if requests.get(f"{self.url}/health/ready", timeout=2).status_code == 200:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.1)
        raise AssertionError(f"not ready after {seconds} s\n{self.logs()}")

    def logs(self, last: int = 3000) -> str:
        """The ends of all logs."""
        return "\n".join(
            f"--- {one.name}\n{one.log.read_text(errors='replace')[-last:]}"
            for one in self.processes.values()
        )


@dataclass(frozen=True)
class Client:
    """Speaks JSON to the API as one person."""

    url: str
    token: str | None = None

    def call(self, verb: str, path: str, expect: int | None = None, **more: Any) -> Any:
        """Call and answer the decoded body; with `expect`, that is what must come back."""
        answer = self.raw(verb, path, **more)
        if expect is not None:
            assert answer.status_code == expect, (
                f"{verb} {path}: {answer.status_code} {answer.text}"
            )
        else:
            assert answer.ok, f"{verb} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def raw(self, verb: str, path: str, **more: Any) -> requests.Response:
        """Call and answer the response."""
        headers = dict(more.pop("headers", {}))
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        more.setdefault("timeout", 540)
        return requests.request(verb, f"{self.url}/api/v1{path}", headers=headers, **more)

    def get(self, path: str, expect: int | None = None, **params: Any) -> Any:
        """GET."""
        return self.call("GET", path, expect, params=params)

    def post(self, path: str, body: Any = None, expect: int | None = None, **headers: str) -> Any:
        """POST; keyword arguments are headers, `_` standing for `-`."""
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return self.call("POST", path, expect, json=body or {}, headers=named)


def eventually(look: Any, seconds: float = 15) -> Any:
    """Look until there is something; for effects that come by event."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
    return found


@contextmanager
def embedded(
    home: Path,
    *,
    demo: bool = True,
    loaded: bool = False,
    begins_with: Path | None = None,
    environment: Mapping[str, str] | None = None,
    module: str = "guanjia",
) -> Iterator[Product]:
    """The whole product in one process, on data in `home` (kept, if there is some).

    `loaded`: it begins on a copy of the demo community that the run has loaded once; `begins_with`:
    on a copy of other data. `module` is run in the place of the command line.
    """
    if loaded or begins_with:
        shutil.copytree(begins_with or community(), home / "data")
    port = free_port()
    arguments = ["up", "--port", str(port), "--data-dir", str(home / "data")]
    arguments += [] if demo else ["--no-demo"]
    process = spawn("embedded", arguments, environment or {}, home, module=module)
    product = Product(f"http://127.0.0.1:{port}", {"embedded": process}, home)
    try:
        product.wait_ready(540)
        yield product
    finally:
        if process.popen.poll() is None:
            process.kill()


def community() -> Path:
    """The folder of a demo community that nobody has worked in."""
    return Path(shared("community", load_community)["folder"])


def load_community(home: Path) -> dict[str, Any]:
    """Load it as the command line does."""
    loading = spawn("loading", ["demo"], {"GUANJIA_DATA_DIR": str(home / "data")}, home)
    assert loading.popen.wait(540) == 0, loading.log.read_text()
    return {"folder": str(home / "data")}


def compose_services(root: Path = ROOT) -> dict[str, Any]:
    """The services of docker-compose.yml, merged as compose does."""
    text = (root / "docker-compose.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)["services"])


def interpolate(value: str, variables: Mapping[str, str]) -> str:
    """`${NAME}`, `${NAME:-default}` and `${NAME:?error}` as compose reads them."""

    def replace(found: re.Match[str]) -> str:
        name, operator, word = found.group(1), found.group(2), found.group(3)
        if variables.get(name):
            return variables[name]
        assert operator != ":?", f"{name}: {word}"
        return word or ""

    return re.sub(r"\$\{(\w+)(:-|:\?)?([^}]*)\}", replace, value)


@contextmanager
def composed(
    home: Path,
    *,
    amqp_uri: str,
    postgres: str,
    variables: Mapping[str, str],
    more: Mapping[str, str] | None = None,
    root: Path = ROOT,
) -> Iterator[Product]:
    """The services of docker-compose.yml as processes: own commands, own environments.

    The host names of compose's network are mapped to the RabbitMQ of `amqp_uri` and to `postgres`
    (`host:port/database`), and each process gets free ports of its own. `more` is added to every
    environment; `{name}` in it is the service's name.
    """
    definitions = compose_services(root)
    port = free_port()
    with ExitStack() as stack:
        processes: dict[str, Process] = {}
        product = Product(f"http://127.0.0.1:{port}", processes, home)

        def start(name: str) -> Process:
            definition = definitions[name]
            environment = {
                key: interpolate(str(value), variables).replace(
                    "@postgres:5432/guanjia", f"@{postgres}"
                )
                for key, value in definition["environment"].items()
            }
            assert "@rabbitmq:5672" in environment["GUANJIA_AMQP_URI"]
            environment["GUANJIA_AMQP_URI"] = amqp_uri
            environment["GUANJIA_METRICS_PORT"] = str(free_port())
            environment["GUANJIA_HOST"] = "127.0.0.1"
            if "GUANJIA_FILES" in environment:  # not in those of the release before
                environment["GUANJIA_FILES"] = str(folder() / "files")
            if "PORT" in environment:
                environment["PORT"] = str(port)
            for key, value in (more or {}).items():
                environment[key] = value.format(name=name)
            process = spawn(name, definition["command"], environment, home, root)
            process.environment = environment  # type: ignore[attr-defined]
            stack.callback(lambda: process.popen.poll() is None and process.kill())
            return process

        migrate = start("migrate")
        assert migrate.popen.wait(540) == 0, migrate.log.read_text()
        for name, definition in definitions.items():
            if definition.get("command", [""])[0] == "serve":
                processes[name] = start(name)
        for process in processes.values():
            wait_healthy(process, home)
        product.wait_ready(120)
        yield product


def wait_healthy(process: Process, home: Path, seconds: float = 240) -> None:
    """Wait until it is well by the container's own health check, which takes a second to run."""
    environment = process.environment  # type: ignore[attr-defined]
    end = time.monotonic() + seconds
    while not (is_listening(environment) and is_well(process.name, environment, home)):
        assert process.popen.poll() is None, process.log.read_text()
        assert time.monotonic() < end, process.log.read_text()
        time.sleep(0.2)


def is_listening(environment: Mapping[str, str]) -> bool:
    """Whether there is somebody whose health can be asked for."""
    with suppress(OSError):
        socket.create_connection(
            ("127.0.0.1", int(environment["GUANJIA_METRICS_PORT"])), timeout=5
        ).close()
        return True
    return False


def is_well(name: str, environment: Mapping[str, str], home: Path) -> bool:
    """What the container's health check says."""
    return spawn(f"{name}-health", ["health"], environment, home).popen.wait(30) == 0

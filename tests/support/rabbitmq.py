"""A private RabbitMQ, started from the installed binaries: own port, node name and folder."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import amqp

from tests.support.shared import FOLDER, folder, free_port, shared

ADDRESS = "GUANJIA_TEST_AMQP_URI"
"""Use this broker instead; tests then share its virtual host and cannot stop it."""
SCRIPTS = ("/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/opt/rabbitmq/sbin", "/usr/sbin")
START_TIMEOUT = 60.0
VHOSTS_AT_ONCE = 8
"""To ask a node for something takes a second, however much it is."""


def scripts() -> Path | None:
    """Where `rabbitmq-server` and `rabbitmqctl` are; Debian's wrapper would insist on its user."""
    found = [Path(place) for place in SCRIPTS if (Path(place) / "rabbitmq-server").exists()]
    return found[0] if found else None


def available() -> bool:
    """Whether tests can have a RabbitMQ."""
    return ADDRESS in os.environ or scripts() is not None


@dataclass
class Broker:
    """One node. `stop`, `kill` and `pause` are for fault tests, on a node of their own."""

    home: Path
    port: int = field(default_factory=free_port)
    distribution_port: int = field(default_factory=free_port)
    node: str = ""
    pid: int | None = None
    external: str | None = None
    spare: list[str] = field(default_factory=list)
    """Virtual hosts that nobody uses so far."""

    def __post_init__(self) -> None:
        self.node = self.node or f"guanjia-{uuid.uuid4().hex[:12]}@localhost"

    def start(self) -> None:
        """Start the node and wait until it accepts connections. Data of a former start is kept."""
        self.home.mkdir(exist_ok=True)
        (self.home / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\n"
            "log.file.level = warning\n"
            "disk_free_limit.absolute = 10MB\n"
            "loopback_users = none\n"
        )
        (self.home / "plugins").write_text("[].\n")
        with (self.home / "out").open("a") as out:
            process = subprocess.Popen(
                [self._script("rabbitmq-server")],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                cwd="/",
            )
        self.pid = process.pid
        self._wait_until_it_answers(process)

    def stop(self) -> None:
        """Stop the node as its operator would."""
        self._end(signal.SIGTERM)

    def settle(self) -> None:
        """Have the node write down the names of its queues.

        It does so half a second late by itself, and a quorum queue whose name was lost in a
        crash never works again.
        """
        self.evaluate("[dets:sync(Table) || Table <- dets:all()].")

    def kill(self) -> None:
        """Let the node crash."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Make the node silent without closing its connections."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a paused node go on."""
        self._signal(signal.SIGCONT)

    def uri(self, vhost: str = "%2F") -> str:
        """The address of a virtual host."""
        return self.external or f"amqp://guest:guest@127.0.0.1:{self.port}/{vhost}"

    def new_vhost(self) -> str:
        """The address of a fresh virtual host."""
        if self.external:
            return self.external
        if not self.spare:
            self.spare = [f"v{uuid.uuid4().hex}" for _ in range(VHOSTS_AT_ONCE)]
            names = ", ".join(f'<<"{name}">>' for name in self.spare)
            self.evaluate(
                'lists:foreach(fun(Name) -> rabbit_vhost:add(Name, <<"test">>), '
                'rabbit_auth_backend_internal:set_permissions(<<"guest">>, Name, <<".*">>, '
                f'<<".*">>, <<".*">>, <<"test">>) end, [{names}]).'
            )
        return self.uri(self.spare.pop())

    def evaluate(self, expression: str) -> str:
        """Evaluate Erlang on the node."""
        return self.control("eval", expression)

    def control(self, *arguments: str) -> str:
        """Run `rabbitmqctl`."""
        done = subprocess.run(
            [self._script("rabbitmqctl"), "-q", "-n", self.node, *arguments],
            env=self._environment(),
            check=True,
            capture_output=True,
            text=True,
            cwd="/",
        )
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            FOLDER: str(folder()),  # so that it ends with the run
            "LANG": "C.UTF-8",
            "HOME": str(self.home),  # the Erlang cookie lies there
            "RABBITMQ_NODENAME": self.node,
            "RABBITMQ_DIST_PORT": str(self.distribution_port),
            "RABBITMQ_MNESIA_BASE": str(self.home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.home / "log"),
            "RABBITMQ_CONFIG_FILE": str(self.home / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(self.home / "none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.home / "plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+sbwt none +S 1:1",
        }

    def _script(self, name: str) -> str:
        folder = scripts()
        assert folder is not None
        return str(folder / name)

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        give_up_at = time.monotonic() + START_TIMEOUT
        while True:
            try:
                amqp.Connection(f"127.0.0.1:{self.port}", connect_timeout=5).connect()
                return
            except (OSError, amqp.AMQPError):
                if process.poll() is not None or time.monotonic() > give_up_at:
                    raise RuntimeError((self.home / "out").read_text()) from None
                time.sleep(0.1)

    def _signal(self, number: signal.Signals) -> None:
        assert self.pid is not None
        os.killpg(self.pid, number)

    def _end(self, number: signal.Signals) -> None:
        if self.pid is None:
            return
        try:
            self._signal(number)
            while True:
                os.killpg(self.pid, 0)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(self.pid, os.WNOHANG)
                time.sleep(0.02)
        except ProcessLookupError:
            self.pid = None


def start(home: Path) -> dict[str, Any]:
    """Start the node that a run shares."""
    broker = Broker(home)
    broker.start()
    return {
        "port": broker.port,
        "distribution_port": broker.distribution_port,
        "node": broker.node,
        "home": str(home),
        "pid": broker.pid,
    }


def shared_broker() -> Broker:
    """The broker of this run."""
    if address := os.environ.get(ADDRESS):
        return Broker(Path("/nonexistent"), external=address)
    state = shared("rabbitmq", start)
    return Broker(
        home=Path(state["home"]),
        port=state["port"],
        distribution_port=state["distribution_port"],
        node=state["node"],
        pid=state["pid"],
    )


def remove(broker: Broker) -> None:
    """End a node and forget its data."""
    broker.kill()
    shutil.rmtree(broker.home, ignore_errors=True)

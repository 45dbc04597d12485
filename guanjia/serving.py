"""Runs nameko services in this process until it is told to stop."""

import errno
import gc
import logging
import resource
import signal
from collections.abc import Sequence
from typing import Any

from foundation import concurrency
from foundation.config import ConfigurationError, Settings
from foundation.messaging.container import ServiceRunner, configure
from foundation.observability import side_server
from guanjia.registry import GATEWAY, service_class

log = logging.getLogger(__name__)

GRACE_SECONDS = 10
"""How long a service told to stop may take to finish what it holds."""
SHORTEST_KEY = 32
SPARE_FILES = 1_000
"""Beside the gateway's connections: databases, the broker, logs, what is just being closed."""
THREADS = 4
"""Native threads, for commits and password hashes. Each keeps the 19 MB of a hash that it once
made; of the twenty that eventlet would have, all came to it in time."""


def configure_container(chosen: Settings) -> None:
    """Tell the containers what our settings say."""
    configure(
        {
            "AMQP_URI": chosen.amqp_uri,
            "WEB_SERVER_ADDRESS": f"{chosen.host}:{chosen.port}",
            "RPC_TIMEOUT": chosen.rpc_timeout,
            "max_workers": chosen.max_workers,
            "serializer": "json",
        }
    )


def check(chosen: Settings, names: Sequence[str]) -> None:
    """Raise `ConfigurationError` if this must not be started as it is configured."""
    if GATEWAY in names and len(chosen.secret_key) < SHORTEST_KEY:
        raise ConfigurationError(
            f"Set GUANJIA_SECRET_KEY (or GUANJIA_SECRET_KEY_FILE) to at least {SHORTEST_KEY} "
            "random characters: it signs the access tokens. "
            "For example: openssl rand -hex 32"
        )


def allow_files(wanted: int) -> None:
    """Let this process hold as many files and connections, as far as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def serve(chosen: Settings, names: Sequence[str], ready: Any = None) -> None:
    """Run services until SIGTERM or Ctrl-C; call `ready` once all have started."""
    check(chosen, names)
    allow_files(chosen.connections + SPARE_FILES)
    gc.disable()  # while all is loaded nothing goes away; looking for it takes a tenth of the time
    concurrency.set_threads(THREADS)
    configure_container(chosen)
    runner = ServiceRunner()
    for name in names:
        runner.add_service(service_class(name))
    stopping = Stop(runner)
    signal.signal(signal.SIGTERM, stopping.on_signal)
    signal.signal(signal.SIGINT, stopping.on_signal)
    try:
        runner.start()
        if chosen.metrics_port:
            side_server.start(chosen.host, chosen.metrics_port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        runner.kill()
        raise ConfigurationError("Another process listens on the port already.") from error
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector need not look at it again and again
    gc.enable()
    if ready:
        ready()
    waiting = concurrency.spawn(runner.wait)
    while True:
        try:
            waiting.wait()
            return
        except OSError as error:  # the signal interrupted the hub's wait, see nameko.cli.run
            if error.errno != errno.EINTR:
                raise


class Stop:
    """Stops the runner once; a second signal, or the end of the grace, kills."""

    def __init__(self, runner: ServiceRunner) -> None:
        self.runner = runner
        self.was_asked = False

    def on_signal(self, _number: int, _frame: Any) -> None:
        """Signal handlers run in the hub and must not wait: act in a green thread."""
        concurrency.spawn(self.runner.kill if self.was_asked else self.stop)
        self.was_asked = True

    def stop(self) -> None:
        """Finish what is held, within the grace; the gateway first, since it calls the others."""
        log.info("stopping")
        try:
            with concurrency.Timeout(GRACE_SECONDS):
                if door := self.runner.service_map.get(GATEWAY):
                    door.stop()
                self.runner.stop()
        except concurrency.Timeout:
            log.warning("grace is over, killing what is left")
            self.runner.kill()

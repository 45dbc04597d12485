"""A small HTTP server beside the services of a process: health and figures on a port of their own.

Lifecycle: `start(host, port)` listens and serves in a green thread until `stop()`. It shares the
process's hub, so that it falls silent exactly when the services do.
"""

import json
import logging
from collections.abc import Iterable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from foundation.concurrency import spawn, wsgi
from foundation.http.protocol import StrictProtocol
from foundation.observability import readiness

JSON = "application/json"
CONNECTIONS = 20
TIMEOUT_SECONDS = 5
"""How long a connection may be silent, and how long its head may take."""
log = logging.getLogger(__name__)


class Protocol(StrictProtocol):
    """Few connections, of machines nearby: none may hold its place for long."""

    head_seconds = TIMEOUT_SECONDS


class SideServer:
    """Serves `/health/live`, `/health/ready` and `/metrics`."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = wsgi.listen((host, port), reuse_port=False)
        self.port: int = self._socket.getsockname()[1]
        self._thread = spawn(
            wsgi.server,
            self._socket,
            application,
            log=log,
            log_output=False,
            debug=False,
            max_size=CONNECTIONS,
            protocol=Protocol,
            keepalive=False,
            socket_timeout=TIMEOUT_SECONDS,
        )

    def stop(self) -> None:
        """Stop listening."""
        self._thread.kill()
        self._socket.close()


def start(host: str, port: int) -> SideServer:
    """Begin to serve."""
    return SideServer(host, port)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The WSGI application."""
    status, content_type, body = answer(environ["PATH_INFO"])
    headers = [("Content-Type", content_type), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]


def answer(path: str) -> tuple[str, str, bytes]:
    """Status, content type and body."""
    match path:
        case "/health/live":
            return "200 OK", JSON, b'{"status": "ok"}'
        case "/health/ready":
            states = readiness.states()
            away = sorted(name for name, state in states.items() if state != "ok")
            body = {"status": "away" if away else "ok", "checks": states, "away": away}
            status = "503 Service Unavailable" if away else "200 OK"
            return status, JSON, json.dumps(body).encode()
        case "/metrics":
            return "200 OK", CONTENT_TYPE_LATEST, generate_latest()
        case _:
            return "404 Not Found", JSON, b'{"status": "not_found"}'

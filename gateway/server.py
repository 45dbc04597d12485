"""The HTTP server: eventlet's, hosted by nameko, made patient with neither bodies nor endings.

Lifecycle: `start()` listens and accepts; every connection has a green thread of its own, outside
nameko's worker pool, so `max_workers` does not bound requests. `stop()` accepts no more, lets the
requests under way finish, and then ends the connections that idle.
"""

from collections.abc import Callable, Iterable
from logging import getLogger
from socket import IPPROTO_TCP, TCP_NODELAY, socket
from time import monotonic
from typing import Any

import eventlet
from eventlet import wsgi
from eventlet.semaphore import Semaphore
from nameko.web.server import HttpOnlyProtocol, WebServer
from werkzeug.exceptions import RequestTimeout
from werkzeug.wsgi import ClosingIterator

from foundation.config import settings

log = getLogger(__name__)

CONNECTIONS = 1_000
"""Connections served at the same time; further ones wait in the backlog."""
BACKLOG = 512
SILENCE_SECONDS = 30
"""How long a connection may be silent, within a request or between two."""
DRAIN_SECONDS = 5.0
DRAIN_BYTES = 64 * 1_048_576
"""How much of a refused body is still taken in, so that its sender reads the answer."""
GRACE_SECONDS = 8.0
"""How long requests under way may take when the server stops."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Protocol(HttpOnlyProtocol):  # type: ignore[misc]
    """Bounds the time of heads, and lets the application close the connection."""

    def _read_request_line(self) -> bytes:
        # eventlet's own limit starts anew with every byte
        with eventlet.Timeout(SILENCE_SECONDS, TimeoutError):
            line: bytes = super()._read_request_line()
            return line

    def parse_request(self) -> bool:
        """Read the head of a request; raises TimeoutError when it trickles."""
        with eventlet.Timeout(settings().body_seconds, TimeoutError):
            return bool(super().parse_request())

    def get_environ(self) -> dict[str, Any]:
        """The WSGI environment; chunked bodies are known to end."""
        environ: dict[str, Any] = super().get_environ()
        environ["wsgi.input_terminated"] = environ["eventlet.input"].chunked_input
        environ["guanjia.close"] = self.close
        return environ

    def close(self) -> None:
        """Take no further request on this connection."""
        self.close_connection = 1


class TimedInput:
    """A request's body that must arrive as a whole within a time; a trickle is not progress."""

    def __init__(self, source: Any, seconds: float) -> None:
        self._source = source
        self._deadline = monotonic() + seconds

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises `RequestTimeout` when the time is up."""
        return self._bounded(self._source.read, None if size < 0 else size)

    def readline(self, size: int = -1) -> bytes:
        """The next line; raises `RequestTimeout` when the time is up."""
        return self._bounded(self._source.readline, None if size < 0 else size)

    def _bounded(self, read: Callable[[int | None], bytes], size: int | None) -> bytes:
        left = self._deadline - monotonic()
        if left <= 0:
            raise RequestTimeout
        try:
            with eventlet.Timeout(left, RequestTimeout):
                return read(size)
        except TimeoutError as error:
            raise RequestTimeout from error


class Bodies:
    """Middleware: bodies arrive in time, and what nobody read does not hold the connection."""

    def __init__(self, app: Application, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer the request; afterwards take in the rest of its body, within bounds."""
        body = environ["eventlet.input"]
        environ["wsgi.input"] = TimedInput(body, self._seconds)
        answer = self._app(environ, start_response)
        return ClosingIterator(answer, [lambda: drain(body, environ["guanjia.close"])])


def drain(body: Any, close: Callable[[], None]) -> None:
    """Take in the unread rest of a body; close the connection where it is too long or too slow."""
    if body.should_send_hundred_continue:
        return  # nothing was sent, since we never asked for it
    left = DRAIN_BYTES
    try:
        with eventlet.Timeout(DRAIN_SECONDS):
            while left >= 0 and (chunk := body.read(65_536)):
                left -= len(chunk)
    except (eventlet.Timeout, OSError, ValueError):
        left = -1
    if left < 0:
        close()


def prepare(connection: socket) -> None:
    """Bear no long silence, and send all of an answer at once.

    What does not fit into the first 16 KB would wait for the reader's acknowledgement, which
    readers delay by 40 ms.
    """
    connection.settimeout(SILENCE_SECONDS)
    connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


class FlaskServer(WebServer):  # type: ignore[misc]
    """nameko's web server with a WSGI app of our own."""

    def __init__(self) -> None:
        super().__init__()
        self.app: Application | None = None
        self._starting = False
        self._places = Semaphore(CONNECTIONS)

    def get_wsgi_app(self) -> Application:
        """The app that was put here before the start."""
        assert self.app is not None, "put the app here in setup"
        return Bodies(self.app, settings().body_seconds)

    def get_wsgi_server(self, sock: Any, wsgi_app: Application, **kwargs: Any) -> wsgi.Server:
        """eventlet's server, with time limits and without its own access log."""
        return wsgi.Server(
            sock,
            sock.getsockname(),
            wsgi_app,
            protocol=Protocol,
            debug=False,
            log=log,
            log_output=False,
            socket_timeout=SILENCE_SECONDS,
            keepalive=SILENCE_SECONDS,
        )

    def start(self) -> None:
        """Listen, with room for a crowd at the door, and begin to accept."""
        if not self._starting:
            self._starting = True
            self._sock = eventlet.listen(self.bind_addr, backlog=BACKLOG, reuse_port=False)
            self._sock.settimeout(None)
            self._serv = self.get_wsgi_server(self._sock, self.get_wsgi_app())
            self._gt = self.container.spawn_managed_thread(self.run)

    def run(self) -> None:
        """Accept connections while there is a place for them."""
        while self._is_accepting:
            self._places.acquire()
            try:
                connection, address = self._sock.accept()
            except OSError as error:
                self._places.release()
                log.warning("cannot accept a connection: %s", error)
                eventlet.sleep(0.1)  # out of file descriptors: some will be free soon
                continue
            prepare(connection)
            self.container.spawn_managed_thread(
                lambda c=connection, a=address: self.process_request(c, a)
            )

    def process_request(self, sock: Any, address: Any) -> None:
        """Serve one connection. Its failure must not take the container down."""
        try:
            super().process_request(sock, address)
        except Exception:
            log.info("a connection from %s broke", address, exc_info=True)
            sock.close()
        finally:
            self._places.release()

    def stop(self) -> None:
        """Accept no more and wait for the requests under way."""
        self._is_accepting = False
        self._gt.kill()
        self._sock.close()
        end = monotonic() + GRACE_SECONDS
        while self._serv.outstanding_requests and monotonic() < end:
            eventlet.sleep(0.02)

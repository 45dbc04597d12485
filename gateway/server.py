"""The HTTP server: eventlet's, hosted by nameko, made patient with neither bodies nor endings.

Lifecycle: `start()` listens and accepts; every connection has a green thread of its own, outside
nameko's worker pool, so `max_workers` does not bound requests. `stop()` accepts no more, lets the
requests under way finish, and then ends the connections that idle.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from logging import getLogger
from socket import IPPROTO_TCP, TCP_NODELAY, socket
from time import monotonic
from typing import Any

from nameko.web.server import WebServer
from werkzeug.exceptions import BadRequest, RequestTimeout
from werkzeug.wsgi import ClosingIterator

from foundation.concurrency import Timeout, sleep, wsgi
from foundation.config import Settings, settings
from foundation.http.body import Hangup
from foundation.http.head import Head, Malformed
from foundation.http.protocol import StrictProtocol
from gateway.connection_limits import Connection, Connections, State
from gateway.throttling import network_of

log = getLogger(__name__)

BACKLOG = 4_096
"""Connections that wait to be accepted, if the system allows as many: whoever finds no room at the
door tries again after a whole second."""
SILENCE_SECONDS = 30
"""How long a connection may be silent, within a request or between two."""
DRAIN_SECONDS = 5.0
DRAIN_BYTES = 64 * 1_048_576
"""How much of a refused body is still taken in, so that its sender reads the answer."""
GRACE_SECONDS = 8.0
"""How long requests under way may take when the server stops."""

FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Protocol(StrictProtocol):
    """Tells the limits what the connection does, and lets the application close it."""

    def setup(self) -> None:
        """Know the connection as the limits count it, which the server puts behind its state."""
        self.connection_state: Connection = self.conn_state[3]
        self.head_seconds = settings().body_seconds
        super().setup()

    def waits(self) -> None:
        """Between two requests."""
        self.connection_state.becomes(State.IDLE)

    def reads(self) -> None:
        """Within a request."""
        self.connection_state.becomes(State.UNFINISHED)

    def works(self) -> None:
        """The request is there."""
        self.connection_state.becomes(State.WORKING)

    def streams(self) -> None:
        """The answer goes on until somebody ends it; no request follows on this connection."""
        self.close()
        self.connection_state.becomes(State.STREAMING)

    def environ_of(self, head: Head) -> dict[str, Any]:
        """The WSGI environment, with what the application may do to the connection."""
        environ = super().environ_of(head)
        environ["guanjia.close"] = self.close
        environ["guanjia.streams"] = self.streams
        return environ


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
            with Timeout(left, RequestTimeout):
                return read(size)
        except TimeoutError as error:
            raise RequestTimeout from error
        except Malformed as error:
            raise BadRequest from error


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
        with Timeout(DRAIN_SECONDS):
            while left >= 0 and (chunk := body.read(65_536)):
                left -= len(chunk)
    except (Timeout, OSError, ValueError, Hangup):
        left = -1
    if left < 0:
        close()


def prepare(sock: socket) -> None:
    """Bear no long silence, and send all of an answer at once.

    What does not fit into the first 16 KB would wait for the reader's acknowledgement, which
    readers delay by 40 ms.
    """
    sock.settimeout(SILENCE_SECONDS)
    sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


def connections_by(chosen: Settings) -> Connections:
    """The connections that a gateway may have. Behind proxies all come from few addresses, which
    are not bounded here: who sends a request is known when its head is read
    (`gateway.concurrency_limit`)."""
    behind = chosen.trusted_proxies > 0
    return Connections(
        chosen.connections,
        0 if behind else chosen.connections_per_address,
        0 if behind else chosen.unfinished_per_address,
        network_of,
    )


def turn_away(sock: socket) -> None:
    """Say that all places are taken, if that can be said at once, and hang up."""
    with suppress(OSError):
        sock.setblocking(False)
        sock.send(FULL)
    sock.close()


class FlaskServer(WebServer):  # type: ignore[misc]
    """nameko's web server with a WSGI app of our own."""

    def __init__(self) -> None:
        super().__init__()
        self.app: Application | None = None
        self._starting = False
        self.connections: Connections | None = None

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
            log_x_forwarded_for=False,
        )

    def start(self) -> None:
        """Listen, with room for a crowd at the door, and begin to accept."""
        if not self._starting:
            self._starting = True
            self._sock = wsgi.listen(self.bind_addr, backlog=BACKLOG, reuse_port=False)
            self._sock.settimeout(None)
            self._serv = self.get_wsgi_server(self._sock, self.get_wsgi_app())
            self.connections = connections_by(settings())
            self._gt = self.container.spawn_managed_thread(self.run)

    def run(self) -> None:
        """Accept connections, and hang up on those for which no place can be had."""
        assert self.connections is not None
        while self._is_accepting:
            try:
                sock, address = self._sock.accept()
            except OSError as error:
                log.warning("cannot accept a connection: %s", error)
                sleep(0.1)  # out of file descriptors: some will be free soon
                continue
            connection = self.connections.take(sock, address[0])
            if connection is None:
                turn_away(sock)
                continue
            self.container.spawn_managed_thread(
                lambda s=sock, a=address, c=connection: self.serve(s, a, c)
            )

    def serve(self, sock: Any, address: Any, connection: Connection) -> None:
        """Serve one connection. Its failure must not take the container down."""
        assert self.connections is not None
        try:
            prepare(sock)
            self._serv.process_request([address, sock, wsgi.STATE_IDLE, connection])
        except Exception:
            log.info("a connection from %s broke", address, exc_info=True)
            sock.close()
        finally:
            self.connections.release(connection)

    def stop(self) -> None:
        """Accept no more and wait for the requests under way."""
        self._is_accepting = False
        self._gt.kill()
        self._sock.close()
        end = monotonic() + GRACE_SECONDS
        while self._serv.outstanding_requests and monotonic() < end:
            sleep(0.02)

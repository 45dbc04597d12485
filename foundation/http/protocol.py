"""eventlet's server with heads and bodies that are read strictly, in bounded time and memory.

Of eventlet's own reading nothing is left: its chunk sizes and trailers had no bound, and it took
`+5` for a length. What it does well, writing answers, stays.
"""

from contextlib import suppress
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler
from socket import SHUT_WR
from typing import Any

from foundation.concurrency import Timeout
from foundation.concurrency.wsgi import STATE_REQUEST, HttpProtocol
from foundation.http.body import Body, Hangup
from foundation.http.head import Gone, Head, Malformed, read_head

LINGER_SECONDS = 1.0
LINGER_BYTES = 262_144
"""What a refused sender may still send: hung up on while it sends, it would not see the answer."""
PHRASES = {400: "Bad Request", 414: "URI Too Long", 431: "Request Header Fields Too Large"}
REFUSED = b'{"type":"/problems/malformed_request","title":"Malformed request","status":%d,'
REFUSED += '"detail":"请求格式不正确。 The request is not valid HTTP.",'.encode()
REFUSED += b'"code":"malformed_request"}'


class StrictProtocol(HttpProtocol):  # type: ignore[misc]
    """Serves one connection."""

    head_seconds: float = 30
    """How long a head may take to arrive, from its first byte."""

    def waits(self) -> None:
        """The connection has no request under way."""

    def reads(self) -> None:
        """A part of a request has arrived, and more is awaited."""

    def works(self) -> None:
        """The request, as far as it was asked for, has arrived."""

    def handle_one_request(self) -> None:
        """Read a request and answer it; refuse what is none, and end the connection."""
        self.close_connection = 1
        self.waits()
        try:
            if not self.rfile.peek(1):
                return
        except (OSError, ValueError):
            return  # silent for too long, or gone
        self.conn_state[2] = STATE_REQUEST
        self.reads()
        try:
            with Timeout(self.head_seconds, TimeoutError):
                head = read_head(self.rfile.readline)
        except Malformed as error:
            self.refuse(error.status)
            return
        except (Gone, OSError):
            return
        self.works()
        self.answer(head)

    def answer(self, head: Head) -> None:
        """Have the application answer."""
        self.command, self.path, self.request_version = head.method, head.target, head.version
        self.requestline = f"{head.method} {head.target} {head.version}"
        self.headers = HTTPMessage()
        for name, value in head.fields:
            self.headers[name] = value
        self.close_connection = 0 if head.keeps else 1
        self.environ = self.environ_of(head)
        self.application = self.server.app
        self.server.outstanding_requests += 1
        try:
            self.handle_one_response()
        except (OSError, Hangup):
            self.close_connection = 1  # who asked has gone
        finally:
            self.server.outstanding_requests -= 1

    def environ_of(self, head: Head) -> dict[str, Any]:
        """The WSGI environment."""
        environ: dict[str, Any] = super().get_environ()
        waits = head.version == "HTTP/1.1" and (head.value("expect") or "").lower()
        body = Body(
            self.rfile,
            length=head.length,
            chunked=head.chunked,
            broken=self.close,
            asks=self.ask_for_body if waits == "100-continue" else None,
        )
        body.on_read, body.on_end = self.reads, self.works
        environ["wsgi.input"] = environ["eventlet.input"] = body
        environ["wsgi.input_terminated"] = head.chunked
        if head.value("content-type") is None:
            environ["CONTENT_TYPE"] = ""
        if head.chunked:
            environ.pop("CONTENT_LENGTH", None)
        return environ

    def ask_for_body(self) -> None:
        """Tell a client that waits for it that its body is wanted."""
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.wfile.flush()

    def close(self) -> None:
        """Take no further request on this connection."""
        self.close_connection = 1

    def refuse(self, status: int) -> None:
        """Answer what is no request; what follows it on the connection is not looked at."""
        self.close_connection = 1
        body = REFUSED % status
        head = (
            f"HTTP/1.1 {status} {PHRASES[status]}\r\nContent-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        )
        with suppress(OSError):
            self.wfile.write(head.encode() + body)
            self.wfile.flush()

    def finish(self) -> None:
        """Close the connection when its answer can have been read."""
        with suppress(OSError, Timeout):
            BaseHTTPRequestHandler.finish(self)
            self.linger()
        self.connection.close()

    def linger(self) -> None:
        """Take in what is still coming, within bounds, so that the answer is not torn away."""
        self.connection.shutdown(SHUT_WR)
        left = LINGER_BYTES
        with Timeout(LINGER_SECONDS):
            while left > 0 and (got := self.connection.recv(65_536)):
                left -= len(got)

"""The body of a request, in the form in which eventlet's server expects its input."""

import re
from collections.abc import Callable
from typing import Any

from foundation.http.head import FIELD, Gone, Malformed

LONGEST_CHUNK_LINE = 256
"""Bytes: a chunk's size and what may be said beside it."""
LONGEST_TRAILER = 512
"""Bytes of one header behind the last chunk; nobody reads them."""
MOST_TRAILERS = 8
PIECE = 65_536

SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})(?:;[\t\x20-\x7e]*)?\r\n")


class Hangup(BaseException):
    """Who was sending a request has gone in the middle of it: there is nobody to answer.

    No `Exception`, so that nothing is made into an answer on its way out.
    """


class Body:
    """Reads what belongs to this request and not a byte beyond it.

    `broken` is called before `Malformed` is raised: what follows on the connection is no request.
    `asks` sends the interim answer that a client awaits with its body (`Expect: 100-continue`).
    """

    hundred_continue_headers = None

    def __init__(
        self,
        source: Any,
        *,
        length: int,
        chunked: bool,
        broken: Callable[[], None],
        asks: Callable[[], None] | None = None,
    ) -> None:
        self.content_length = None if chunked else length
        self.chunked_input = chunked
        self.position = 0
        self.headers_sent: list[int] | None = None
        self.on_read: Callable[[], None] = lambda: None
        self.on_end: Callable[[], None] = lambda: None
        self._source = source
        self._left = 0 if chunked else length
        self._ended = not chunked and length == 0
        self._torn = False
        self._broken = broken
        self._asks = asks

    @property
    def should_send_hundred_continue(self) -> bool:
        """Whether the client still waits for being asked."""
        return self._asks is not None

    def read(self, size: int | None = None) -> bytes:
        """Up to `size` bytes, or all; raises `Malformed`."""
        wanted = None if size is None or size < 0 else size
        return self._gather(wanted, self._source.read)

    def readline(self, size: int | None = None) -> bytes:
        """The next line, of up to `size` bytes; raises `Malformed`."""
        wanted = None if size is None or size < 0 else size
        return self._gather(wanted, self._source.readline, whole=False)

    def readlines(self, hint: int | None = None) -> list[bytes]:
        """The lines, until they have `hint` bytes."""
        lines: list[bytes] = []
        size = 0
        while (not hint or size < hint) and (line := self.readline()):
            lines.append(line)
            size += len(line)
        return lines

    def __iter__(self) -> Any:
        """By lines."""
        return iter(self.readline, b"")

    def discard(self, size: int = PIECE) -> None:
        """Read what is left and forget it."""
        while self.read(size):
            continue

    def _gather(
        self, wanted: int | None, reader: Callable[[int], bytes], *, whole: bool = True
    ) -> bytes:
        if self._ended or wanted == 0:
            return b""
        if self._torn:
            raise Malformed("body")
        if ask := self._asks:
            self._asks = None
            if not self.headers_sent:
                ask()
        self.on_read()
        parts: list[bytes] = []
        try:
            while not self._ended and (wanted is None or wanted > 0):
                part = self._part(wanted, reader)
                parts.append(part)
                wanted = None if wanted is None else wanted - len(part)
                if not whole and part.endswith(b"\n"):
                    break
        except (Malformed, Gone) as error:
            self._torn = True
            self._broken()
            if isinstance(error, Gone):
                raise Hangup from error
            raise
        return b"".join(parts)

    def _part(self, wanted: int | None, reader: Callable[[int], bytes]) -> bytes:
        """The next bytes, at most up to the end of the chunk."""
        if not self._left and self.chunked_input:
            self._next_chunk()
            if self._ended:
                return b""
        part = reader(min(self._left, PIECE, self._left if wanted is None else wanted))
        if not part:
            raise Gone
        self._left -= len(part)
        self.position += len(part)
        if not self._left:
            self._end_piece()
        return part

    def _end_piece(self) -> None:
        if not self.chunked_input:
            self._end()
        elif (end := self._source.read(2)) != b"\r\n":
            raise Malformed("chunk") if len(end) == 2 else Gone

    def _next_chunk(self) -> None:
        line = self._source.readline(LONGEST_CHUNK_LINE)
        found = SIZE.fullmatch(line)
        if not found:
            raise Malformed("chunk size") if line else Gone
        self._left = int(found[1], 16)
        if self._left:
            return
        for _ in range(MOST_TRAILERS + 1):
            line = self._source.readline(LONGEST_TRAILER)
            if line == b"\r\n":
                self._end()
                return
            if not FIELD.fullmatch(line):
                break
        raise Malformed("trailers")

    def _end(self) -> None:
        self._ended = True
        self.on_end()

"""The head of a request: its lines read within bounds, by the letter of RFC 9112.

Two readers of one byte stream that differ about where a request ends let a third smuggle one in
between. So nothing is repaired here: bare line ends, folded lines, blanks before the colon, a
length said twice or in another notation, codings other than `chunked` are all `Malformed`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_LINE = 8_192
"""Bytes of the request line, or of one header."""
LARGEST_HEAD = 32_768
MOST_FIELDS = 100

TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]"
REQUEST_LINE = re.compile(rb"(%b{1,32}) ([\x21-\x7e]+) HTTP/1\.([01])\r\n" % TOKEN)
FIELD = re.compile(rb"(%b{1,128}):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*\r\n" % TOKEN)
LENGTH = re.compile(r"[0-9]{1,15}")
HOST = re.compile(r"(?:[0-9A-Za-z._~-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
ONCE = ("host", "content-length", "transfer-encoding", "content-type", "authorization", "expect")
"""Headers of which a second one would be another meaning."""

ReadLine = Callable[[int], bytes]


class Malformed(ValueError):
    """What was sent is not one request; the connection cannot be read any further."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


class Gone(Exception):
    """The other side has closed the connection within a request."""


@dataclass(frozen=True)
class Head:
    """A request's head."""

    method: str
    target: str
    version: str
    fields: tuple[tuple[str, str], ...]
    length: int
    """Of the body; 0 where it is chunked or absent."""
    chunked: bool
    keeps: bool
    """Whether the connection may serve another request afterwards."""

    def value(self, name: str) -> str | None:
        """The first header of this (lower-case) name."""
        return next((value for key, value in self.fields if key.lower() == name), None)


def read_head(readline: ReadLine) -> Head:
    """The next head of a connection; raises `Malformed`, or `Gone` where it breaks off."""
    first = line(readline, 414)
    if first == b"\r\n":  # one empty line before a request is to be overlooked
        first = line(readline, 414)
    found = REQUEST_LINE.fullmatch(first)
    if not found:
        raise Malformed("request line")
    method, target, minor = (part.decode("ascii") for part in found.groups())
    if not target.startswith("/") and (method, target) != ("OPTIONS", "*"):
        raise Malformed("request target")
    return framed(method, target, f"HTTP/1.{minor}", read_fields(readline))


def line(readline: ReadLine, status: int = 431) -> bytes:
    """The next line with its end; `status` refuses one that is too long."""
    got = readline(LONGEST_LINE + 1)
    if len(got) > LONGEST_LINE:
        raise Malformed("line too long", status)
    if not got.endswith(b"\n"):
        raise Gone
    return got


def read_fields(readline: ReadLine) -> tuple[tuple[str, str], ...]:
    """The headers, to the empty line behind them."""
    fields: list[tuple[str, str]] = []
    size = 0
    while (got := line(readline)) != b"\r\n":
        size += len(got)
        if size > LARGEST_HEAD or len(fields) == MOST_FIELDS:
            raise Malformed("headers too large", 431)
        found = FIELD.fullmatch(got)
        if not found:
            raise Malformed("header")
        fields.append((found[1].decode("ascii"), found[2].decode("latin-1")))
    return tuple(fields)


def framed(method: str, target: str, version: str, fields: tuple[tuple[str, str], ...]) -> Head:
    """The head, its body's length and kind decided; raises `Malformed` where they are doubtful."""
    said: dict[str, str] = {}
    for name, value in fields:
        key = name.lower()
        if key in ONCE and key in said:
            raise Malformed(f"{key} twice")
        said[key] = f"{said[key]},{value}" if key in said else value
    modern = version == "HTTP/1.1"
    host, length, coding = (said.get(name) for name in ONCE[:3])
    if (host is None and modern) or (host is not None and not HOST.fullmatch(host)):
        raise Malformed("host")
    if coding is not None and (length is not None or not modern or coding.lower() != "chunked"):
        raise Malformed("transfer-encoding")
    if length is not None and not LENGTH.fullmatch(length):
        raise Malformed("content-length")
    wishes = {wish.strip().lower() for wish in said.get("connection", "").split(",")}
    keeps = "close" not in wishes and (modern or "keep-alive" in wishes)
    return Head(method, target, version, fields, int(length or 0), coding is not None, keeps)

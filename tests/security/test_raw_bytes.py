"""A running gateway, sent bytes that no client would send."""

import random
import re
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from eventlet.wsgi import Input

from foundation.http.body import Body
from foundation.http.head import Malformed
from tests.api.test_server import Gateway, start
from tests.support.shared import free_port

HOSTED = b"Host: localhost\r\n"
GET = b"GET /health/live HTTP/1.1\r\n" + HOSTED
POST = b"POST /api/v1/auth/token HTTP/1.1\r\nContent-Type: application/json\r\n" + HOSTED
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\n" + HOSTED + b"\r\n"
ANSWER = re.compile(rb"HTTP/1\.1 (\d{3}) ")
MOST_MEMORY = 60_000_000
"""Bytes by which the gateway may grow while it is attacked; one attack without a bound: 1 GB."""
TIMEOUT = 1.0


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway without services."""
    running = start(tmp_path_factory.mktemp("raw"))
    yield running
    running.process.kill()


def memory(gateway: Gateway) -> int:
    """Bytes that the gateway holds."""
    pages = Path(f"/proc/{gateway.process.popen.pid}/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()


def said(gateway: Gateway, sent: bytes, *, more: bool = False) -> bytes:
    """All that the gateway answers before it hangs up, or before it awaits the next request."""
    with gateway.connect() as connection:
        connection.settimeout(3)
        got = b""
        with suppress(ConnectionError):
            connection.sendall(sent)
            if not more:
                connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError, TimeoutError):
            while part := connection.recv(65_536):
                got += part
        return got


def statuses(answer: bytes) -> list[int]:
    """The statuses in a row of answers."""
    return [int(status) for status in ANSWER.findall(answer)]


def answers_at_once(gateway: Gateway) -> None:
    """A normal client beside the attack is served."""
    begun = time.monotonic()
    assert requests.get(f"{gateway.url}/health/live", timeout=10).status_code == 200
    assert time.monotonic() - begun < TIMEOUT


MALFORMED_HEADS = {
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "one length twice": POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\n",
    "a list of lengths": POST + b"Content-Length: 5, 5\r\n\r\n",
    "a signed length": POST + b"Content-Length: +5\r\n\r\n",
    "a negative length": POST + b"Content-Length: -5\r\n\r\n",
    "a Pythonic length": POST + b"Content-Length: 1_0\r\n\r\n",
    "a hexadecimal length": POST + b"Content-Length: 0x5\r\n\r\n",
    "a length with a blank": POST + b"Content-Length: 1 0\r\n\r\n",
    "a fraction": POST + b"Content-Length: 5.0\r\n\r\n",
    "no length": POST + b"Content-Length:\r\n\r\n",
    "an endless length": POST + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n",
    "other digits": POST + "Content-Length: ５\r\n\r\n".encode(),
    "length and coding": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    "an unknown coding": POST + b"Transfer-Encoding: gzip\r\n\r\n",
    "identity": POST + b"Transfer-Encoding: identity\r\n\r\n",
    "chunked twice": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n",
    "chunked in two headers": POST + b"Transfer-Encoding: chunked\r\n" * 2 + b"\r\n",
    "chunked not last": POST + b"Transfer-Encoding: chunked, gzip\r\n\r\n",
    "gzip, then chunked": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    "almost chunked": POST + b"Transfer-Encoding: xchunked\r\n\r\n",
    "chunked in quotes": POST + b'Transfer-Encoding: "chunked"\r\n\r\n',
    "chunked behind a control": POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n",
    "an empty coding": POST + b"Transfer-Encoding:\r\n\r\n",
    "chunked in HTTP/1.0": b"POST / HTTP/1.0\r\n" + HOSTED + b"Transfer-Encoding: chunked\r\n\r\n",
    "bare line feeds": b"GET / HTTP/1.1\nHost: localhost\n\n",
    "one bare line feed": GET + b"X: a\nY: b\r\n\r\n",
    "a bare carriage return": GET + b"X: a\rY: b\r\n\r\n",
    "NUL in a value": GET + b"X: a\x00b\r\n\r\n",
    "NUL in the target": b"GET /\x00 HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "a folded line": GET + b"X: a\r\n b\r\n\r\n",
    "a folded first line": b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
    "a blank before the colon": GET + b"Content-Length : 5\r\n\r\n",
    "a name with a blank": GET + b"Content Length: 5\r\n\r\n",
    "no name": GET + b": 5\r\n\r\n",
    "no colon": GET + b"Content-Length\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": GET + HOSTED + b"\r\n",
    "an empty host": b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
    "a host with a path": b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "a host with a person": b"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
    "two hosts in one": b"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "a version to come": b"GET / HTTP/3.0\r\n" + HOSTED + b"\r\n",
    "a version of two digits": b"GET / HTTP/1.10\r\n" + HOSTED + b"\r\n",
    "a version in small letters": b"GET / http/1.1\r\n" + HOSTED + b"\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "two blanks": b"GET  / HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "a tab": b"GET\t/ HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "a blank in the target": b"GET /a b HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "another place": b"GET http://elsewhere/ HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "a tunnel": b"CONNECT elsewhere:443 HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "a long target": b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n" + HOSTED + b"\r\n",
    "an endless target": b"GET /" + b"a" * 3_000_000,
    "a long header": GET + b"X: " + b"a" * 9_000 + b"\r\n\r\n",
    "an endless header": GET + b"X: " + b"a" * 3_000_000,
    "many headers": GET + b"X: a\r\n" * 101 + b"\r\n",
    "large headers": GET + (b"X: " + b"a" * 8_000 + b"\r\n") * 5 + b"\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 20 + b"\n",
}
MALFORMED_CHUNKS = {
    "0x5": b"0x5\r\nabcde\r\n0\r\n\r\n",
    "a sign": b"+5\r\nabcde\r\n0\r\n\r\n",
    "a minus": b"-5\r\nabcde\r\n0\r\n\r\n",
    "an underscore": b"5_0\r\nabcde\r\n0\r\n\r\n",
    "a blank before": b" 5\r\nabcde\r\n0\r\n\r\n",
    "a blank behind": b"5 \r\nabcde\r\n0\r\n\r\n",
    "no size": b"\r\nabcde\r\n0\r\n\r\n",
    "only an extension": b";a=b\r\nabcde\r\n0\r\n\r\n",
    "no number": b"zz\r\nabcde\r\n0\r\n\r\n",
    "a bare line feed": b"5\nabcde\r\n0\r\n\r\n",
    "a bare carriage return": b"5\rabcde\r\n0\r\n\r\n",
    "NUL in an extension": b"5;a=\x00\r\nabcde\r\n0\r\n\r\n",
    "a line feed in an extension": b"5;a\nabcde\r\n0\r\n\r\n",
    "more than it says": b"3\r\nabcde\r\n0\r\n\r\n",
    "an end without a return": b"5\r\nabcde\n0\r\n\r\n",
    "an endless size": b"1" * 3_000_000,
    "an endless zero": b"0" * 3_000_000,
    "an endless extension": b"5;" + b"a" * 3_000_000,
    "an endless trailer": b"0\r\nX: " + b"a" * 3_000_000,
    "endless trailers": b"0\r\n" + b"X: a\r\n" * 500_000,
    "no trailer": b"0\r\nnone\r\n\r\n",
    "a folded trailer": b"0\r\nX: a\r\n b\r\n\r\n",
}


@pytest.mark.parametrize("kind", MALFORMED_HEADS)
def test_a_doubtful_head_is_refused_and_the_connection_ends(gateway: Gateway, kind: str) -> None:
    answer = said(gateway, MALFORMED_HEADS[kind] + b"\r\n" + SMUGGLED, more=True)
    assert statuses(answer) in ([400], [414], [431]), answer
    assert b"Connection: close" in answer
    assert b"malformed_request" in answer


@pytest.mark.parametrize("kind", MALFORMED_CHUNKS)
def test_a_doubtful_chunk_is_refused_and_the_connection_ends(gateway: Gateway, kind: str) -> None:
    before = memory(gateway)
    answer = said(gateway, CHUNKED + MALFORMED_CHUNKS[kind] + b"\r\n" + SMUGGLED, more=True)
    assert statuses(answer) == [400], answer
    assert b"malformed_request" in answer
    assert memory(gateway) - before < MOST_MEMORY


@pytest.mark.parametrize("kind", MALFORMED_CHUNKS)
def test_nothing_is_smuggled_behind_a_body_that_nobody_reads(gateway: Gateway, kind: str) -> None:
    unread = CHUNKED.replace(b"/api/v1/auth/token", b"/nowhere")
    answer = said(gateway, unread + MALFORMED_CHUNKS[kind] + b"\r\n" + SMUGGLED, more=True)
    assert statuses(answer) == [404], answer
    assert b"smuggled" not in answer


def test_a_chunk_size_line_is_given_up_after_a_few_hundred_bytes(gateway: Gateway) -> None:
    with gateway.connect() as connection:
        connection.settimeout(5)
        connection.sendall(CHUNKED + b"1" * 400)  # no end of line, and no end of sending
        assert connection.recv(65_536).startswith(b"HTTP/1.1 400")


def test_a_gigabyte_without_a_line_end_takes_no_memory(gateway: Gateway) -> None:
    before = memory(gateway)
    with gateway.connect() as connection:
        connection.settimeout(5)
        connection.sendall(CHUNKED)
        with suppress(OSError):
            for _ in range(200):
                connection.sendall(b"5" * 1_048_576)
        answers_at_once(gateway)
    assert memory(gateway) - before < MOST_MEMORY


WELL_FORMED = {
    "two requests": (GET + b"\r\n" + GET + b"\r\n", [200, 200]),
    "an empty line before": (b"\r\n" + GET + b"\r\n", [200]),
    "HTTP/1.0 without a host": (b"GET /health/live HTTP/1.0\r\n\r\n", [200]),
    "blanks around a value": (GET + b"X: \t a \t\r\n\r\n", [200]),
    "an empty value": (GET + b"X:\r\n\r\n", [200]),
    "a value in UTF-8": (GET + "X: 管家\r\n\r\n".encode(), [200]),
    "an IPv6 host": (b"GET /health/live HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n", [200]),
    "all of the server": (b"OPTIONS * HTTP/1.1\r\n" + HOSTED + b"\r\n", [404]),
    "a body of no length": (POST + b"Content-Length: 0\r\n\r\n" + GET + b"\r\n", [422, 200]),
    "large hexadecimal": (CHUNKED + b"0A\r\n{\"a\": 1234\r\n1\r\n}\r\n0\r\n\r\n", [422]),
    "an extension": (CHUNKED + b"2;a=b\r\n{}\r\n0;c\r\n\r\n" + GET + b"\r\n", [422, 200]),
    "a trailer": (CHUNKED + b"2\r\n{}\r\n0\r\nX: a\r\n\r\n" + GET + b"\r\n", [422, 200]),
    "CHUNKED": (
        POST + b"Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + GET + b"\r\n", [422, 200]
    ),
    "the last one": (GET + b"Connection: close\r\n\r\n" + SMUGGLED, [200]),
    "the last of several wishes": (GET + b"Connection: TE, close\r\n\r\n" + SMUGGLED, [200]),
}  # fmt: skip


@pytest.mark.parametrize("kind", WELL_FORMED)
def test_what_is_well_formed_is_served(gateway: Gateway, kind: str) -> None:
    sent, expected = WELL_FORMED[kind]
    assert statuses(said(gateway, sent)) == expected


def test_who_waits_for_being_asked_is_asked(gateway: Gateway) -> None:
    with gateway.connect() as connection:
        connection.settimeout(5)
        connection.sendall(POST + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert connection.recv(65_536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{}")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 422")


def test_eventlets_own_reader_has_no_bound() -> None:
    """What the reader of our own is for."""

    class Endless:
        sizes: list[int] = []

        def readline(self, size: int = -1) -> bytes:
            self.sizes.append(size)
            return b"+5\r\n" if len(self.sizes) == 1 else b"0\r\n"

        def read(self, size: int = -1) -> bytes:
            return b"x" * size

    guarded = Body(Endless(), length=0, chunked=True, broken=lambda: None)
    with pytest.raises(Malformed):
        guarded.read(5)
    Endless.sizes.clear()
    assert Input(Endless(), None, None, chunked_input=True).read(5) == b"xxxxx"
    assert Endless.sizes[0] == -1


def test_the_port_of_health_and_figures_reads_as_strictly(tmp_path: Path) -> None:
    port = free_port()
    gateway = start(tmp_path, metrics_port=port)
    try:
        side = Gateway(gateway.process, port)
        side.wait_live()
        for kind in ("two lengths", "an endless header", "no host", "HTTP/0.9"):
            refused = said(side, MALFORMED_HEADS[kind] + b"\r\n" + SMUGGLED, more=True)
            assert statuses(refused) in ([400], [431]), kind
        halves = [side.connect() for _ in range(30)]
        for half in halves:
            half.sendall(b"GET /")
        assert requests.get(f"{side.url}/health/live", timeout=12).status_code == 200
        for half in halves:
            half.close()
    finally:
        gateway.process.kill()


def test_bytes_at_random_neither_fill_the_memory_nor_stop_anybody(
    gateway: Gateway, pytestconfig: pytest.Config
) -> None:
    draw = random.Random(pytestconfig.getoption("hypothesis_seed") or 1)
    seeds = [*MALFORMED_HEADS.values(), *(sent for sent, _ in WELL_FORMED.values())]
    seeds += [CHUNKED + chunk for chunk in MALFORMED_CHUNKS.values()]
    before = memory(gateway)
    for turn in range(300):
        with gateway.connect() as connection:
            connection.settimeout(0.02)
            with suppress(OSError):
                connection.sendall(mutated(draw, seeds))
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    continue
        if turn % 50 == 0:
            answers_at_once(gateway)
    answers_at_once(gateway)
    assert memory(gateway) - before < MOST_MEMORY
    assert "Traceback" not in gateway.process.log.read_text()


def mutated(draw: random.Random, seeds: list[bytes]) -> bytes:
    """One of the seeds, with some bytes changed, cut out, doubled, or joined with another."""
    sent = bytearray(draw.choice(seeds)[:5_000])
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(sent) + 1)
        match draw.randrange(5):
            case 0:
                sent[at:at] = bytes([draw.randrange(256)])
            case 1:
                del sent[at : at + draw.randrange(8)]
            case 2:
                sent[at:at] = sent[at : at + 30] * draw.randrange(1, 20)
            case 3:
                sent[at : at + 1] = draw.choice([b"\r", b"\n", b"\x00", b" ", b":", b"\r\n\r\n"])
            case _:
                sent += draw.choice(seeds)[:500]
    return bytes(sent)

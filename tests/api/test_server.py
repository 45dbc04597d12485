"""The server itself, as a process without any service behind it."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from gateway.bodies import LARGEST_JSON
from gateway.server import prepare
from tests.support.product import Process, spawn
from tests.support.shared import free_port

BODY_SECONDS = 1.0
LOGIN = b"POST /api/v1/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


class Gateway:
    """A gateway that runs alone."""

    def __init__(self, process: Process, port: int) -> None:
        self.process = process
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def wait_live(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            assert self.process.popen.poll() is None, self.process.log.read_text()
            try:
                requests.get(f"{self.url}/health/live", timeout=2)
                return
            except requests.ConnectionError:
                time.sleep(0.05)
        raise AssertionError(self.process.log.read_text())

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def exchange(self, *parts: bytes) -> bytes:
        """Send bytes and read until the server has answered."""
        with self.connect() as connection:
            for part in parts:
                connection.sendall(part)
            return answer(connection)


def answer(connection: socket.socket) -> bytes:
    """An answer with its body, read to its declared length."""
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(65_536)
        if not more:
            return got
        got += more
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.splitlines()
        if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body


def start(home: Path, **settings: object) -> Gateway:
    """Start a gateway alone, with little patience for bodies."""
    port = free_port()
    environment = {
        "GUANJIA_MODE": "embedded",
        "GUANJIA_SECRET_KEY": "x" * 40,
        "GUANJIA_DATA_DIR": str(home),
        "GUANJIA_BODY_SECONDS": str(BODY_SECONDS),
        "PORT": str(port),
        **{f"GUANJIA_{name.upper()}": str(value) for name, value in settings.items()},
    }
    gateway = Gateway(spawn("gateway", ["serve", "gateway"], environment, home), port)
    gateway.wait_live()
    return gateway


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway for all tests of this file."""
    running = start(tmp_path_factory.mktemp("gateway"))
    yield running
    running.process.kill()


def test_an_absent_service_is_503_within_100_ms(gateway: Gateway) -> None:
    body = {"username": "a", "password": "b"}
    with requests.Session() as session:
        session.get(f"{gateway.url}/health/live")
        took = []
        for _ in range(5):
            begun = time.monotonic()
            refused = session.post(f"{gateway.url}/api/v1/auth/token", json=body)
            took.append(time.monotonic() - begun)
    assert refused.status_code == 503
    assert refused.json()["code"] == "service_away"
    assert int(refused.headers["Retry-After"]) > 0
    assert sorted(took)[2] < 0.1


def test_a_gateway_without_services_lives_but_is_not_ready(gateway: Gateway) -> None:
    ready = requests.get(f"{gateway.url}/health/ready")
    assert ready.status_code == 503
    assert set(ready.json()["away"]) == {
        "directory", "billing", "repairs", "complaints", "notices",
    }  # fmt: skip
    assert requests.get(f"{gateway.url}/health/live").status_code == 200


def test_a_body_that_trickles_is_408(gateway: Gateway) -> None:
    with gateway.connect() as connection:
        connection.sendall(LOGIN + b"Content-Length: 1000\r\n\r\n{")
        begun = time.monotonic()
        connection.settimeout(0.1)
        got = b""
        while not got and time.monotonic() - begun < 5:
            connection.sendall(b" ")
            try:
                got = connection.recv(65_536)
            except TimeoutError:
                continue
        assert got.startswith(b"HTTP/1.1 408"), got
        assert time.monotonic() - begun < BODY_SECONDS + 1


def test_a_head_that_trickles_is_hung_up_on(gateway: Gateway) -> None:
    with gateway.connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        begun = time.monotonic()
        connection.settimeout(0.1)
        ended = False
        while not ended and time.monotonic() - begun < 5:
            try:
                connection.sendall(b"X-Slow: 1\r\n")
                ended = connection.recv(65_536) == b""
            except TimeoutError:
                continue
            except ConnectionError:
                ended = True
        assert ended
        assert time.monotonic() - begun < BODY_SECONDS + 1


def test_a_body_declared_too_large_is_refused_before_it_is_sent(gateway: Gateway) -> None:
    got = gateway.exchange(LOGIN + b"Content-Length: 99999999999\r\n\r\n{")
    assert got.startswith(b"HTTP/1.1 413")
    assert b"body_too_large" in got


def test_who_asks_before_sending_a_large_body_is_refused_at_once(gateway: Gateway) -> None:
    got = gateway.exchange(LOGIN + b"Content-Length: 9999999\r\nExpect: 100-continue\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 413")


def test_the_sender_of_a_body_too_large_can_read_the_answer(gateway: Gateway) -> None:
    headers = {"Content-Type": "application/json"}
    refused = requests.post(
        f"{gateway.url}/api/v1/auth/token", data=b"x" * 20 * LARGEST_JSON, headers=headers
    )
    assert refused.status_code == 413


def test_a_chunked_body_too_large_is_refused_too(gateway: Gateway) -> None:
    headers = {"Content-Type": "application/json"}
    chunks = (b"x" * 100_000 for _ in range(30))
    refused = requests.post(f"{gateway.url}/api/v1/auth/token", data=chunks, headers=headers)
    assert refused.status_code == 413


def test_a_chunked_body_is_read(gateway: Gateway) -> None:
    headers = {"Content-Type": "application/json"}
    chunks = iter([b'{"username": "a",', b'"password": "b"}'])
    read = requests.post(f"{gateway.url}/api/v1/auth/token", data=chunks, headers=headers)
    assert read.status_code == 503


def test_after_a_refused_body_the_connection_serves_on(gateway: Gateway) -> None:
    with requests.Session() as session:
        for _ in range(3):
            assert session.post(f"{gateway.url}/nowhere", data=b"x" * 300_000).status_code == 404
        assert session.get(f"{gateway.url}/health/live").status_code == 200


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["tls", "half", "version", "length", "smuggled", "long-path", "long-header", "chunk"],
)
def test_noise_does_not_take_the_server_down(gateway: Gateway, noise: bytes) -> None:
    with gateway.connect() as connection:
        connection.settimeout(5)
        with suppress(ConnectionError, OSError):  # the server may hang up in between
            connection.sendall(noise)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):
                continue
    assert requests.get(f"{gateway.url}/health/live").status_code == 200
    assert gateway.process.popen.poll() is None


def test_connections_that_say_nothing_do_not_keep_others_out(gateway: Gateway) -> None:
    silent = [gateway.connect() for _ in range(200)]
    try:
        assert requests.get(f"{gateway.url}/health/live", timeout=5).status_code == 200
    finally:
        for connection in silent:
            connection.close()


def test_a_request_under_way_is_finished_before_the_server_stops(tmp_path: Path) -> None:
    gateway = start(tmp_path)
    with gateway.connect() as connection, gateway.connect() as idle:
        idle.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answer(idle).startswith(b"HTTP/1.1 200")
        connection.sendall(LOGIN + b'Content-Length: 34\r\n\r\n{"username": "a", ')
        wait_until_read(gateway)
        gateway.process.popen.terminate()
        wait_until_closed(gateway)
        connection.sendall(b'"password": "b"}')
        assert answer(connection).startswith(b"HTTP/1.1 503")
    # Not asked again: whoever is asked when all is done but the exit ends by the signal itself.
    assert gateway.process.popen.wait(20) == 0


def wait_until_read(gateway: Gateway) -> None:
    """Two answers on other connections: by then the request before them is being read."""
    for _ in range(2):
        requests.get(f"{gateway.url}/health/live")


def wait_until_closed(gateway: Gateway) -> None:
    """Wait until nobody can connect any more."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            gateway.connect().close()
        except ConnectionRefusedError:
            return
        time.sleep(0.01)
    raise AssertionError("it still listens")


def test_all_of_an_answer_is_sent_at_once() -> None:
    """Without it the second part of a page waited for the reader's late acknowledgement."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
        with accepted:
            assert not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            prepare(accepted)
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

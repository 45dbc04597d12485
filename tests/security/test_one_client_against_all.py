"""Somebody hostile beside somebody normal, who is answered as if there were nobody else.

How fast that is depends on the machine and what else it does: each answer is held against those of
the same calls with nobody hostile, before and after. `bench/beside.py` holds them against a second.
"""

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
import requests

from gateway.connection_limits import Connection, Connections, State
from tests.support.product import Product, embedded

MANY = 1_080
CALLS = 15
TIMES, STALL = 50, 25.0
"""How many times as long as the longest answer without anybody hostile one may take, or how many
seconds, if that is more: what a busy machine does now and then, and far from not being answered."""
HEAD = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n"


@contextmanager
def allowed_files() -> Iterator[None]:
    """As many open files as somebody hostile needs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8_192), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product with its demo community."""
    with allowed_files(), embedded(tmp_path_factory.mktemp("hostile"), loaded=True) as running:
        yield running


@contextmanager
def connected(product: Product, count: int, said: bytes) -> Iterator[list[socket.socket]]:
    """Connections of somebody hostile, each of which has said this much and says no more."""
    port = int(product.url.rpartition(":")[2])
    with ExitStack() as held:
        connections = []
        for _ in range(count):
            one = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            with suppress(ConnectionError):  # it was hung up on
                one.sendall(said)
            connections.append(one)
        yield connections


def answers(product: Product) -> list[float]:
    """How long a resident, each time on a connection of their own, waits for what is theirs; none
    of it fails or is refused."""
    resident = product.as_("resident2")
    took = []
    for _ in range(CALLS):
        begun = time.monotonic()
        resident.get("/bills", 200)
        took.append(time.monotonic() - begun)
    return took


@contextmanager
def as_ever(product: Product) -> Iterator[list[float]]:
    """Each answer that the test notes comes about as soon as with nobody hostile."""
    alone = answers(product)
    noted: list[float] = []
    yield noted
    alone += answers(product)
    bound = max(STALL, TIMES * max(alone))
    assert len(noted) == CALLS and max(noted) < bound, (sorted(noted), sorted(alone))


def session_cookie(product: Product, username: str) -> str:
    """The cookie of somebody who has logged in on the pages."""
    with requests.Session() as browser:
        page = browser.get(f"{product.url}/login", timeout=20).text
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        form = {"username": username, "password": "guanjia-demo", "csrf_token": token}
        browser.post(f"{product.url}/login", data=form, timeout=20)
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def listening(product: Product) -> bytes:
    """A request for the stream of a resident."""
    cookie = session_cookie(product, "resident1").encode()
    return b"GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + b"\r\n\r\n"


HALVES = {
    "nothing": b"",
    "half a head": HEAD,
    "a byte": b"G",
    "half a body": (
        b"POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
    ),
    "no chunk": (
        b"POST /api/v1/auth/token HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    ),
    "a request, kept open": HEAD + b"\r\n",
}


@pytest.mark.parametrize("kind", HALVES)
def test_half_sent_requests_keep_nobody_out(product: Product, kind: str) -> None:
    with as_ever(product) as noted, connected(product, MANY, HALVES[kind]):
        noted += answers(product)


def test_a_resident_with_a_thousand_streams_keeps_nobody_out(product: Product) -> None:
    listen = listening(product)
    with as_ever(product) as noted, connected(product, 1_050, listen) as streams:
        noted += answers(product)
        open_ones = [one for one in streams if not is_over(one)]
        assert len(open_ones) <= 8


def test_of_a_residents_streams_the_newest_are_open(product: Product) -> None:
    listen = listening(product)
    with ExitStack() as held:
        streams = []
        for _ in range(12):
            (one,) = held.enter_context(connected(product, 1, listen))
            assert one.recv(65_536).startswith(b"HTTP/1.1 200")
            streams.append(one)
        assert [is_over(one) for one in streams] == [True] * 4 + [False] * 8


def is_over(stream: socket.socket) -> bool:
    """Whether the server has ended it."""
    stream.settimeout(0.05)
    try:
        while stream.recv(65_536):
            continue
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


# the limits themselves


class Line:
    """A connection that can be closed."""

    closed = False

    def shutdown(self, _how: int) -> None:
        self.closed = True


def take(limits: Connections, address: str, state: State) -> tuple[Connection | None, Line]:
    """A connection that does something."""
    line = Line()
    connection = limits.take(line, address)  # type: ignore[arg-type]
    if connection:
        connection.becomes(state)
    return connection, line


def limits(total: int = 10, of_network: int = 6, unfinished: int = 3) -> Connections:
    """Limits that allow few connections."""
    return Connections(total, of_network, unfinished, lambda address: address)


def test_an_address_does_not_get_all_places() -> None:
    some = limits()
    held = [take(some, "hostile", State.WORKING) for _ in range(10)]
    assert sum(connection is not None for connection, _ in held) == 6
    assert take(some, "normal", State.WORKING)[0]


def test_without_the_bound_it_would_get_them_all() -> None:
    some = limits(of_network=0)
    held = [take(some, "hostile", State.WORKING) for _ in range(10)]
    assert all(connection for connection, _ in held)
    assert take(some, "normal", State.WORKING)[0] is None


@pytest.mark.parametrize("state", [State.IDLE, State.UNFINISHED, State.STREAMING])
def test_what_does_not_work_makes_room_the_oldest_first(state: State) -> None:
    some = limits(total=3, of_network=0, unfinished=0)
    _, first = take(some, "a", state)
    _, second = take(some, "a", state)
    _, working = take(some, "a", State.WORKING)
    assert take(some, "b", State.IDLE)[0]
    assert (first.closed, second.closed, working.closed) == (True, False, False)


def test_who_holds_most_makes_room_first() -> None:
    some = limits(total=4, of_network=0)
    _, normal_one = take(some, "normal", State.IDLE)
    hostile = [take(some, "hostile", State.IDLE)[1] for _ in range(3)]
    assert take(some, "another", State.IDLE)[0]
    assert not normal_one.closed
    assert [line.closed for line in hostile] == [True, False, False]


def test_of_too_many_unfinished_requests_the_oldest_is_given_up() -> None:
    some = limits()
    _, other = take(some, "normal", State.UNFINISHED)
    lines = [take(some, "hostile", State.UNFINISHED)[1] for _ in range(5)]
    assert [line.closed for line in lines] == [True, True, False, False, False]
    assert not other.closed


def test_a_place_that_is_given_back_is_free_again() -> None:
    some = limits(total=1)
    connection, line = take(some, "a", State.WORKING)
    assert connection
    some.release(connection)
    some.release(connection)
    assert take(some, "b", State.WORKING)[0]
    assert not line.closed

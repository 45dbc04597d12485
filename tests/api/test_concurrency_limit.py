"""Who asks a thousand times at once waits for their own turns, and nobody else does."""

from collections.abc import Iterable
from threading import Event, Thread
from typing import Any

from gateway.concurrency_limit import ConcurrencyLimit

TIMEOUT = 5


class Slow:
    """An app that answers when it is let."""

    def __init__(self) -> None:
        self.let = Event()
        self.served: list[str] = []
        self.arrived = Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer, and count."""
        self.served.append(environ.get("HTTP_COOKIE", environ["REMOTE_ADDR"]))
        if environ["PATH_INFO"] == "/events":
            environ["guanjia.streams"]()
        self.arrived.set()
        assert self.let.wait(TIMEOUT)
        start_response("200 OK", [])
        return []


class Unread:
    """A body that nobody reads."""

    on_read = staticmethod(lambda: None)


def ask(
    limit: ConcurrencyLimit, address: str, cookie: str | None = None, path: str = "/"
) -> Thread:
    """Ask in a thread."""
    environ: dict[str, Any] = {"REMOTE_ADDR": address, "PATH_INFO": path}
    environ |= {"guanjia.streams": lambda: None, "eventlet.input": Unread()}
    environ |= {"HTTP_COOKIE": cookie} if cookie else {}

    def run() -> None:
        for close in [getattr(limit(environ, lambda *_: None), "close", None)]:
            if close:
                close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread


def served(app: Slow, who: str, count: int) -> bool:
    """Whether the app comes to be asked so often by somebody."""
    for _ in range(100):
        if app.served.count(who) >= count:
            return True
        app.arrived.wait(0.05)
        app.arrived.clear()
    return False


def test_a_person_waits_for_their_own_turns_and_nobody_else_does() -> None:
    app = Slow()
    limit = ConcurrencyLimit(app, at_once=2)
    hostile = [ask(limit, "1.1.1.1", "hostile") for _ in range(5)]
    assert served(app, "hostile", 2)
    normal = [ask(limit, "1.1.1.1", "normal"), ask(limit, "1.1.1.1")]
    assert served(app, "normal", 1)
    assert served(app, "1.1.1.1", 1)
    assert app.served.count("hostile") == 2
    app.let.set()
    for thread in (*hostile, *normal):
        thread.join(TIMEOUT)
    assert app.served.count("hostile") == 5
    assert not limit._turns._kept
    assert not limit._under_way


def test_a_stream_gives_its_turn_back() -> None:
    app = Slow()
    limit = ConcurrencyLimit(app, at_once=1)
    threads = [ask(limit, "1.1.1.1", "a", "/events") for _ in range(3)]
    assert served(app, "a", 3)
    app.let.set()
    for thread in threads:
        thread.join(TIMEOUT)


def test_behind_a_proxy_an_address_has_so_many_requests_under_way() -> None:
    app = Slow()
    limit = ConcurrencyLimit(app, at_once=10, of_address=2)
    under_way = [ask(limit, "1.1.1.1", f"person {n}") for n in range(2)]
    assert served(app, "person 0", 1)
    assert served(app, "person 1", 1)
    statuses: list[str] = []
    environ = {"REMOTE_ADDR": "1.1.1.1", "PATH_INFO": "/"}
    assert list(limit(environ, lambda status, _: statuses.append(status))) == []
    assert statuses == ["429 Too Many Requests"]
    other = ask(limit, "2.2.2.2", "normal")
    assert served(app, "normal", 1)
    app.let.set()
    for thread in (*under_way, other):
        thread.join(TIMEOUT)

"""A limit on the requests of one caller that are under way: who sends a thousand at once waits for
their own turns, and nobody else does.

A caller is whose credentials a request carries, be they good or bad; without any, an address.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from threading import Semaphore
from typing import Any

from werkzeug.wsgi import ClosingIterator

from gateway.throttling import network_of

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
CREDENTIALS = ("HTTP_AUTHORIZATION", "HTTP_COOKIE")
FULL = "429 Too Many Requests"


class Turns:
    """Semaphores by key, kept as long as somebody is at them."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._kept: dict[str, tuple[Semaphore, list[int]]] = {}

    def take(self, key: str) -> Callable[[], None]:
        """Wait for a turn; answers what gives it back, however often that is called."""
        semaphore, users = self._kept.setdefault(key, (Semaphore(self._at_once), [0]))
        users[0] += 1
        try:
            semaphore.acquire()
        except BaseException:
            self._leave(key, users)
            raise
        held = [semaphore]

        def give_back() -> None:
            if held:
                held.pop().release()
                self._leave(key, users)

        return give_back

    def _leave(self, key: str, users: list[int]) -> None:
        users[0] -= 1
        if not users[0]:
            self._kept.pop(key, None)


class ConcurrencyLimit:
    """Middleware, inside of what finds the caller's own address.

    `of_address` bounds all requests of an address, for where connections do not show it
    (behind proxies); 0 is no bound.
    """

    def __init__(self, app: Application, at_once: int, of_address: int = 0) -> None:
        self._app = app
        self._of_address = of_address
        self._turns = Turns(at_once)
        self._under_way: Counter[str] = Counter()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer when it is the caller's turn, or refuse one request too many of an address."""
        network = network_of(environ.get("REMOTE_ADDR", ""))
        if self._of_address and self._under_way[network] >= self._of_address:
            start_response(FULL, [("Retry-After", "2"), ("Content-Length", "0")])
            return []
        self._under_way[network] += 1
        give_back = self._turn(environ, network)

        def end() -> None:
            give_back()
            self._under_way[network] -= 1
            if not self._under_way[network]:
                del self._under_way[network]

        try:
            return ClosingIterator(self._app(environ, start_response), [end])
        except BaseException:
            end()
            raise

    def _turn(self, environ: dict[str, Any], network: str) -> Callable[[], None]:
        """Wait for the turn of whoever asks; only where a stream can give its turn back."""
        if "guanjia.streams" not in environ:
            return lambda: None
        give_back = self._turns.take(caller(environ, network))
        let_others(environ, give_back)
        return give_back


def caller(environ: dict[str, Any], network: str) -> str:
    """Who asks, as far as that is known before anybody has looked at it."""
    shown = (environ[name] for name in CREDENTIALS if name in environ)
    return next(shown, network)


def let_others(environ: dict[str, Any], give_back: Callable[[], None]) -> None:
    """Have the turn given back where the request waits for its sender, or goes on for long."""
    streams, body = environ["guanjia.streams"], environ["eventlet.input"]
    reads = body.on_read

    def go_on() -> None:
        give_back()
        streams()

    def read() -> None:
        give_back()
        reads()

    environ["guanjia.streams"], body.on_read = go_on, read

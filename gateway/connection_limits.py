"""Limits on connections, of one address and of all: nobody keeps the others out.

When an address has all that it may have, or all are taken, room is made by closing what is of least
use: a connection that idles, then one whose request does not come to an end, then the stream of a
page, which connects again. What is being answered is never cut off.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import IntEnum
from itertools import count
from socket import SHUT_RDWR, socket


class State(IntEnum):
    """What a connection does, in the order in which it gives way."""

    IDLE = 0
    UNFINISHED = 1
    STREAMING = 2
    WORKING = 3


class Connection:
    """One connection."""

    def __init__(self, connections: "Connections", sock: socket, network: str) -> None:
        self.network = network
        self.state = State.IDLE
        self.since = 0
        self._all = connections
        self._socket = sock

    def becomes(self, state: State) -> None:
        """Do something else from now on."""
        if state is not self.state:
            was, self.state = self.state, state
            self.since = self._all.tick()
            self._all.changed(self, was)

    def end(self) -> None:
        """Wake whoever waits on the connection: it is over."""
        with suppress(OSError):
            self._socket.shutdown(SHUT_RDWR)


class Connections:
    """All connections of this process.

    `of_network` bounds those of one address, `unfinished` those of it whose request has begun and
    does not end; 0 is no bound, for where all come from the same few proxies.
    """

    def __init__(
        self, total: int, of_network: int, unfinished: int, network_of: Callable[[str], str]
    ) -> None:
        self._total = total
        self._of_network = of_network
        self._unfinished = unfinished
        self._network_of = network_of
        self._taken: set[Connection] = set()
        self._counted: Counter[str] = Counter()
        self._halves: Counter[str] = Counter()
        self._ticks = count(1)

    def tick(self) -> int:
        """Later than all before."""
        return next(self._ticks)

    def take(self, sock: socket, address: str) -> Connection | None:
        """Count in a new connection; None where it can have no place."""
        network = self._network_of(address)
        if self._of_network and self._counted[network] >= self._of_network:
            own = (connection for connection in self._taken if connection.network == network)
            if not self._make_room(own):
                return None
        if len(self._taken) >= self._total and not self._make_room(self._taken):
            return None
        connection = Connection(self, sock, network)
        connection.since = self.tick()
        self._taken.add(connection)
        self._counted[network] += 1
        return connection

    def release(self, connection: Connection) -> None:
        """The connection is over."""
        if connection in self._taken:
            self._taken.discard(connection)
            self._counted[connection.network] -= 1
            if connection.state is State.UNFINISHED:
                self._halves[connection.network] -= 1
            if not self._counted[connection.network]:
                del self._counted[connection.network], self._halves[connection.network]

    def changed(self, connection: Connection, was: State) -> None:
        """Close the oldest of an address's unfinished requests where there are too many."""
        if connection not in self._taken:
            return
        if was is State.UNFINISHED:
            self._halves[connection.network] -= 1
        if connection.state is State.UNFINISHED:
            self._halves[connection.network] += 1
            if self._unfinished and self._halves[connection.network] > self._unfinished:
                own = (one for one in self._taken if one.network == connection.network)
                halves = (one for one in own if one.state is State.UNFINISHED)
                self._end(min(halves, key=lambda one: one.since))

    def _make_room(self, among: Iterable[Connection]) -> bool:
        """Close the connection that matters least; of those alike, of whoever has most of them."""
        spare = [connection for connection in among if connection.state is not State.WORKING]
        if not spare:
            return False
        least = min(connection.state for connection in spare)
        alike = [connection for connection in spare if connection.state is least]
        most = Counter(connection.network for connection in alike)
        self._end(min(alike, key=lambda connection: (-most[connection.network], connection.since)))
        return True

    def _end(self, connection: Connection) -> None:
        self.release(connection)
        connection.end()

"""Who may be connected: nobody takes the places of the others.

A place is a connection. When an address has all that it may have, or all are taken, room is made
by closing what is of least use: a connection that idles, then one whose request does not come to
an end, then the stream of a page, which connects again. What is being answered is never cut off.
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


class Place:
    """One connection."""

    def __init__(self, places: "Places", connection: socket, network: str) -> None:
        self.network = network
        self.state = State.IDLE
        self.since = 0
        self._places = places
        self._connection = connection

    def becomes(self, state: State) -> None:
        """Do something else from now on."""
        if state is not self.state:
            was, self.state = self.state, state
            self.since = self._places.tick()
            self._places.changed(self, was)

    def end(self) -> None:
        """Wake whoever waits on the connection: it is over."""
        with suppress(OSError):
            self._connection.shutdown(SHUT_RDWR)


class Places:
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
        self._taken: set[Place] = set()
        self._counted: Counter[str] = Counter()
        self._halves: Counter[str] = Counter()
        self._ticks = count(1)

    def tick(self) -> int:
        """Later than all before."""
        return next(self._ticks)

    def take(self, connection: socket, address: str) -> Place | None:
        """A place for a new connection; None where none can be had."""
        network = self._network_of(address)
        if self._of_network and self._counted[network] >= self._of_network:
            own = (place for place in self._taken if place.network == network)
            if not self._make_room(own):
                return None
        if len(self._taken) >= self._total and not self._make_room(self._taken):
            return None
        place = Place(self, connection, network)
        place.since = self.tick()
        self._taken.add(place)
        self._counted[network] += 1
        return place

    def release(self, place: Place) -> None:
        """The connection is over."""
        if place in self._taken:
            self._taken.discard(place)
            self._counted[place.network] -= 1
            if place.state is State.UNFINISHED:
                self._halves[place.network] -= 1
            if not self._counted[place.network]:
                del self._counted[place.network], self._halves[place.network]

    def changed(self, place: Place, was: State) -> None:
        """Close the oldest of an address's unfinished requests where there are too many."""
        if place not in self._taken:
            return
        if was is State.UNFINISHED:
            self._halves[place.network] -= 1
        if place.state is State.UNFINISHED:
            self._halves[place.network] += 1
            if self._unfinished and self._halves[place.network] > self._unfinished:
                own = (one for one in self._taken if one.network == place.network)
                halves = (one for one in own if one.state is State.UNFINISHED)
                self._end(min(halves, key=lambda one: one.since))

    def _make_room(self, among: Iterable[Place]) -> bool:
        """Close the connection that matters least; of those alike, of whoever has most of them."""
        spare = [place for place in among if place.state is not State.WORKING]
        if not spare:
            return False
        least = min(place.state for place in spare)
        alike = [place for place in spare if place.state is least]
        most = Counter(place.network for place in alike)
        self._end(min(alike, key=lambda place: (-most[place.network], place.since)))
        return True

    def _end(self, place: Place) -> None:
        self.release(place)
        place.end()

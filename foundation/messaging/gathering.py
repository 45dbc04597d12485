"""Events of one subscription: several in one transaction when many come, one by one when not.

A transaction and its worker cost more than the effect of an event. What has arrived while others
were being worked is worked together; if that fails, nothing has happened, and each of them goes
to the lane of its aggregate, where it is worked alone, tried again, and in the end buried.

Order: one gathering works at a time, in the order of arrival; an event whose lane is still busy
waits in the lane.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from foundation.messaging.lanes import Lanes

MOST = 20
"""Events worked together: rows that others may want are held until the last of them is done."""


class Parcel(Protocol):
    """A delivery with what is needed to work it."""

    @property
    def lane(self) -> Any:
        """Within it order matters."""

    def work(self) -> None:
        """Work it alone and give the broker its due."""

    def done(self) -> None:
        """Give the broker its due; it was worked together with others."""


class Gathering:
    """Takes the deliveries of one subscription.

    `spawn` starts a green thread; `together` works several in one transaction and tells whether
    it did, else nothing has happened.
    """

    def __init__(
        self,
        spawn: Callable[[Callable[[], None]], Any],
        lanes: Lanes,
        together: Callable[[Sequence[Any]], bool],
    ) -> None:
        self._spawn = spawn
        self._lanes = lanes
        self._together = together
        self._waiting: deque[Parcel] = deque()
        self._working = False

    def __len__(self) -> int:
        """How many are waiting or being worked, besides those in lanes."""
        return len(self._waiting) + self._working

    def submit(self, parcel: Parcel) -> None:
        """Have it worked after all others of its lane."""
        self._waiting.append(parcel)
        if not self._working:
            self._working = True
            self._spawn(self._work)

    def _work(self) -> None:
        while self._waiting:
            parcels = list(self._next())
            if len(parcels) > 1 and self._together(parcels):
                for parcel in parcels:
                    parcel.done()
            else:
                for parcel in parcels:
                    self._lanes.submit(parcel.lane, parcel.work)
        self._working = False

    def _next(self) -> Iterator[Parcel]:
        """The next ones whose lanes are free; those before whose lanes are not go there."""
        for _ in range(min(MOST, len(self._waiting))):
            parcel = self._waiting.popleft()
            if parcel.lane in self._lanes:
                self._lanes.submit(parcel.lane, parcel.work)
            else:
                yield parcel

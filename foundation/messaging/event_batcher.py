"""Events of one subscription: several in one transaction when many come, one by one when not.

A transaction and its worker cost more than the effect of an event. What arrives while others are
being processed forms the next batch; if a batch fails, nothing has happened, and each of its events
goes to the keyed executor, where it is processed alone, retried, and in the end dead-lettered.

Order: one batch is processed at a time, in the order of arrival; an event whose key (its
aggregate) is still busy in the executor waits there.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from foundation.messaging.keyed_executor import KeyedSerialExecutor

MOST = 20
"""Events processed together: rows that others may want are held until the last of them is done."""


class Parcel(Protocol):
    """A delivery with what is needed to process it."""

    @property
    def key(self) -> Any:
        """Within it order matters."""

    def process(self) -> None:
        """Process it alone and give the broker its due."""

    def done(self) -> None:
        """Give the broker its due; it was processed together with others."""


class EventBatcher:
    """Takes the deliveries of one subscription.

    `spawn` starts a green thread; `together` processes several in one transaction and returns
    whether it did, else nothing has happened.
    """

    def __init__(
        self,
        spawn: Callable[[Callable[[], None]], Any],
        executor: KeyedSerialExecutor,
        together: Callable[[Sequence[Any]], bool],
    ) -> None:
        self._spawn = spawn
        self._executor = executor
        self._together = together
        self._waiting: deque[Parcel] = deque()
        self._working = False

    def __len__(self) -> int:
        """How many are waiting or being processed, besides those in the executor."""
        return len(self._waiting) + self._working

    def submit(self, parcel: Parcel) -> None:
        """Have it processed after all others of its key."""
        self._waiting.append(parcel)
        if not self._working:
            self._working = True
            self._spawn(self._process)

    def _process(self) -> None:
        while self._waiting:
            parcels = list(self._next())
            if len(parcels) > 1 and self._together(parcels):
                for parcel in parcels:
                    parcel.done()
            else:
                for parcel in parcels:
                    self._executor.submit(parcel.key, parcel.process)
        self._working = False

    def _next(self) -> Iterator[Parcel]:
        """The next ones whose keys are free; those whose keys are busy go to the executor."""
        for _ in range(min(MOST, len(self._waiting))):
            parcel = self._waiting.popleft()
            if parcel.key in self._executor:
                self._executor.submit(parcel.key, parcel.process)
            else:
                yield parcel

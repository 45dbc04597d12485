"""A pool that waits for a connection, also where the server has none left to give."""

import random
from time import monotonic
from typing import Any

from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlalchemy.util.queue import Empty

FULL = ("too many clients", "too many connections", "remaining connection slots")
"""What PostgreSQL says when it has no connection left, in whole or for a login; a code does not
come with it."""
PAUSE_SECONDS = 0.1
"""How long nobody of this process asks again, once the server has none left."""


class PatientPool(QueuePool):
    """One of its own connections that comes back, or a new one of the server: whichever is first.

    Waits as long as `timeout`; what else keeps a connection from being made is raised at once.
    """

    _refused_until = 0.0

    def _do_get(self) -> ConnectionPoolEntry:
        end = monotonic() + self._timeout
        while True:
            if connection := self._returned(min(end, self._refused_until)):
                return connection
            try:
                return super()._do_get()
            except Exception as error:
                if not is_full(error) or monotonic() >= end:
                    raise
                pause = PAUSE_SECONDS * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
                self._refused_until = monotonic() + pause

    def _returned(self, until: float) -> ConnectionPoolEntry | None:
        """One that comes back until then."""
        while (left := until - monotonic()) > 0:
            try:
                return self._pool.get(True, left)
            except Empty:
                continue
        return None


def is_full(error: BaseException) -> bool:
    """Whether the server said that it has no connection left."""
    said: Any = str(error)
    return any(words in said for words in FULL)

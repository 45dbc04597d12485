"""When to try again, and for how long.

An error of the handler counts: after the last delay the event is dead. That the infrastructure
is away is nobody's fault and never counts: such an event waits for as long as it takes.
"""

from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from foundation.errors import ServiceAway, ServiceTimeout, StorageAway

DELAYS_CONFIG_KEY = "EVENT_RETRY_DELAYS"
DELAYS = (0.2, 1.0, 5.0, 30.0)
"""Seconds before the second, third, fourth and last attempt."""
AWAY_DELAYS = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between attempts while the infrastructure is away; the last one is repeated."""


def is_away(error: BaseException) -> bool:
    """Whether the error says that a database, the broker or a service is away."""
    if isinstance(error, DBAPIError):
        return isinstance(error, OperationalError) or error.connection_invalidated
    return isinstance(
        error, StorageAway | ServiceAway | ServiceTimeout | PoolTimeout | ConnectionError
    )


class RetryPolicy:
    """Counts the attempts on one event."""

    def __init__(self, delays: Sequence[float] = DELAYS) -> None:
        self._delays = delays
        self.attempts = 0
        self._aways = 0

    def delay_after(self, error: BaseException) -> float | None:
        """Seconds until the next attempt, or None when the event is dead."""
        if is_away(error):
            self._aways += 1
            return AWAY_DELAYS[min(self._aways, len(AWAY_DELAYS)) - 1]
        self.attempts += 1
        return self._delays[self.attempts - 1] if self.attempts <= len(self._delays) else None

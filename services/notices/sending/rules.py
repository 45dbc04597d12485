"""When a message that a channel did not take is tried again."""

from collections.abc import Sequence
from datetime import timedelta


def retry_after(attempts: int, delays_minutes: Sequence[int]) -> timedelta | None:
    """How long to wait after the `attempts`-th failure (from 1); None: give up.

    >>> retry_after(1, (1, 5))
    datetime.timedelta(seconds=60)
    >>> retry_after(3, (1, 5)) is None
    True
    """
    if attempts > len(delays_minutes):
        return None
    return timedelta(minutes=delays_minutes[attempts - 1])

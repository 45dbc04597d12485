"""What hardly ever changes is read at most once a second (policies, categories; ADR 012)."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Any, TypeVar

Value = TypeVar("Value")
KEPT_SECONDS = 1.0
"""How long a process may go by what another process has changed meanwhile."""


class TtlCache:
    """What a service has read of such things, each by its key, for up to a second."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Any, float]] = {}
        self._changes = 0

    def read(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """What is so now, or was within the last second; nobody may alter it."""
        value, good_until = self._kept.get(key, (None, 0.0))
        if monotonic() < good_until:
            return value  # type: ignore[no-any-return]
        changes = self._changes
        value = read()
        if changes == self._changes:  # otherwise forgotten while it was read
            self._kept[key] = value, monotonic() + KEPT_SECONDS
        return value

    def forget(self) -> None:
        """Read anew: something was changed here."""
        self._changes += 1
        self._kept.clear()

"""Values set, and what they were before."""

from collections.abc import Mapping
from typing import Any


def assign(row: Any, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set attributes; return before and after of those that differ."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        old = getattr(row, name)
        if old != value:
            setattr(row, name, value)
            before[name], after[name] = plain(old), plain(value)
    return before, after


def plain(value: Any) -> Any:
    """A value as it stands in JSON."""
    return value if isinstance(value, str | int | bool | None) else str(value)

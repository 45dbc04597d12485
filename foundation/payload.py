"""Parts of a payload."""

from collections.abc import Mapping
from typing import Any


def rest(data: Mapping[str, Any], *used: str) -> dict[str, Any]:
    """What a payload says beside the members that are used otherwise."""
    return {name: value for name, value in data.items() if name not in used}

"""What is written down of a person, with nothing twice."""

from collections.abc import Iterable
from typing import Any

from contracts.places import canonical_building


def canonical(values: dict[str, Any]) -> dict[str, Any]:
    """The values with nothing twice."""
    lists = ("roles", "skills")
    return values | {name: list(dict.fromkeys(values[name])) for name in lists if name in values}


def canonical_buildings(names: Iterable[str]) -> list[str]:
    """The buildings by their canonical names, and none twice."""
    return list(dict.fromkeys(canonical_building(name) for name in names))

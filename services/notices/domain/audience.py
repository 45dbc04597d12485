"""Whom a notice is for: the union of all that its audience names (N03)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RESIDENT = "resident"


@dataclass(frozen=True)
class Candidate:
    """What the audience asks of a household."""

    household_id: str
    building: str
    unit_type: str
    in_arrears: bool


def addresses(audience: Mapping[str, Any], household: Candidate) -> bool:
    """Whether a household belongs to an audience."""
    return (
        addresses_all(audience)
        or household.building in audience.get("buildings", ())
        or household.household_id in audience.get("household_ids", ())
        or household.unit_type in audience.get("unit_types", ())
        or (household.in_arrears and bool(audience.get("in_arrears")))
    )


def addresses_all(audience: Mapping[str, Any]) -> bool:
    """Whether every household belongs to an audience."""
    return bool(audience.get("everyone")) or RESIDENT in audience.get("roles", ())


def staff_roles(audience: Mapping[str, Any]) -> frozenset[str]:
    """Roles whose holders are addressed in person."""
    return frozenset(audience.get("roles", ())) - {RESIDENT}


def hanging_in(audience: Mapping[str, Any], households: Iterable[tuple[str, str]]) -> list[str]:
    """Buildings in which a major announcement hangs: (household_id, building) of its recipients.

    An audience that names some buildings and single households hangs where all of them are.
    """
    named = set(audience.get("buildings", ()))
    return sorted(named | {building for _, building in households})

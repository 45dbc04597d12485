"""Whom a notice is for: the union of all that its audience names (N03)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.membership import OWNERS

RESIDENT = "resident"


@dataclass(frozen=True)
class Candidate:
    """What the audience asks of a household."""

    household_id: str
    building: str
    unit_type: str
    in_arrears: bool


def addresses(audience: Mapping[str, Any], household: Candidate) -> bool:
    """Whether a household belongs to an audience, as a whole or its debtors."""
    owing = household.in_arrears and bool(audience.get("in_arrears"))
    return owing or addresses_whole(audience, household)


def side_addressed(audience: Mapping[str, Any], household: Candidate) -> str | None:
    """Who of an addressed household is meant: everybody (None), or, where nothing but its arrears
    address it, the side that owes: a tenant does not read of the owner's debt (D06)."""
    return None if addresses_whole(audience, household) else OWNERS


def addresses_whole(audience: Mapping[str, Any], household: Candidate) -> bool:
    """Whether an audience names a household by something else than its arrears."""
    return (
        addresses_all(audience)
        or household.building in audience.get("buildings", ())
        or household.household_id in audience.get("household_ids", ())
        or household.unit_type in audience.get("unit_types", ())
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

"""Which side of a household somebody is on, and since when they see it (D06)."""

from datetime import datetime

from contracts.directory.households import Relation
from foundation.membership import OWNERS
from services.directory.households.tables import Household, Member

Standings = dict[str, list[tuple[str, str, datetime | None]]]
"""By person: member, side, and from when on they see."""


def side_of(household: Household, member: Member) -> str:
    """Whose papers a member sees: the owners', or those of one tenant."""
    if member.relation == Relation.TENANT:
        return member.id
    if member.relation == Relation.FAMILY:
        whose = next((one for one in household.everybody if one.id == member.with_id), None)
        if whose and whose.relation == Relation.TENANT:
            return whose.id
    return OWNERS


def owner_since(household: Household) -> datetime | None:
    """From when on the present owners owe what is billed; None: all of it (B19)."""
    begun = [one.sees_from for one in household.members if one.relation == Relation.OWNER]
    return min((one for one in begun if one), default=None) if all(begun) else None


def standings(household: Household) -> Standings:
    """What each person with access sees of a household."""
    found: Standings = {}
    for member in household.members:
        if member.person_id:
            entry = (member.id, side_of(household, member), member.sees_from)
            found.setdefault(member.person_id, []).append(entry)
    return found

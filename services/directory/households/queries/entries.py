"""Whose entry of a household is meant, and who may touch it."""

from contracts.directory.households import Relation
from foundation.actor import Actor
from foundation.errors import Forbidden, NotFound, NotYourHousehold
from services.directory.households.tables import Household, Member


def require_own(actor: Actor, household: Household, member: Member) -> None:
    """Raise `Forbidden` for a resident who touches somebody else's entry.

    Residents change their own entry; an owner (业主) those of the family too.
    """
    if actor.is_staff:
        return
    mine = own_entry(household, actor)
    family = mine.relation == Relation.OWNER and member.relation == Relation.FAMILY
    if member is not mine and not family:
        raise Forbidden


def entry_of(household: Household, actor: Actor) -> Member:
    """Whose entry is meant where none is named: the resident's own; the owner's for staff.

    Raise `NotYourHousehold` for a resident who has none.
    """
    return household.owner if actor.is_staff else own_entry(household, actor)


def own_entry(household: Household, actor: Actor) -> Member:
    """The caller's own entry; raise `NotYourHousehold` where there is none.

    What a caller says of the own households may be older than the archive: who has left is
    refused here whatever the token says.
    """
    for member in household.members:
        if member.person_id == actor.id:
            return member
    raise NotYourHousehold


def require_belonging(household: Household, actor: Actor) -> None:
    """Raise `NotYourHousehold` for a resident who has no entry in the household; staff pass."""
    if not actor.is_staff:
        own_entry(household, actor)


def tenant_of(household: Household) -> Member | None:
    """The first tenant, if there is one."""
    tenants = (member for member in household.members if member.relation == Relation.TENANT)
    return next(tenants, None)


def member_of(household: Household, member_id: str) -> Member:
    """A member by id; raise `NotFound` for somebody else's."""
    for member in household.members:
        if member.id == member_id:
            return member
    raise NotFound(field="member_id")

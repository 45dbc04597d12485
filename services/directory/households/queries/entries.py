"""Whose entry of a household is meant, and who may touch it."""

from contracts.directory.households import Relation
from foundation.actor import Actor
from foundation.errors import Forbidden, NotFound, NotYourHousehold
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.tables import Household, Member


def require_own(uow: UnitOfWork, household: Household, member: Member) -> None:
    """Raise `Forbidden` for a resident who touches somebody else's entry.

    Residents change their own entry; an owner (业主) those of the family too.
    """
    if uow.as_staff():
        return
    mine = own_entry(household, uow.actor)
    family = mine.relation == Relation.OWNER and member.relation == Relation.FAMILY
    if member is not mine and not family:
        raise Forbidden


def entry_of(uow: UnitOfWork, household: Household) -> Member:
    """Whose entry is meant where none is named: the resident's own; the owner's for staff.

    Raise `NotYourHousehold` for a resident who has none.
    """
    return household.owner if uow.as_staff() else own_entry(household, uow.actor)


def own_entry(household: Household, actor: Actor) -> Member:
    """The caller's own entry; raise `NotYourHousehold` where there is none.

    What a caller says of the own households may be older than the archive: who has left is
    refused here whatever the token says.
    """
    for member in household.members:
        if member.person_id == actor.id:
            return member
    raise NotYourHousehold


def require_belonging(uow: UnitOfWork, household: Household) -> None:
    """Raise `NotYourHousehold` for a resident who has no entry in the household; staff pass."""
    if not uow.as_staff():
        own_entry(household, uow.actor)


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

"""Members of a household: add, change, remove, each after an identity check (D02)."""

from typing import Any

from contracts.directory.households import Relation
from contracts.directory.members import OwnerNeeded
from contracts.directory.request_types import (
    AddMemberRequest,
    ChangeMemberRequest,
    IdentityCheck,
    RemoveMemberRequest,
)
from foundation.errors import InvalidInput
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations import update
from services.directory.households.operations.create import join, new_member, require_once
from services.directory.households.queries import views
from services.directory.households.queries.entries import member_of, require_belonging, require_own
from services.directory.households.queries.sides import side_of, standings
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.numbers import is_identity_number
from services.directory.succession import operations as succession


def add(uow: UnitOfWork, data: AddMemberRequest) -> dict[str, Any]:
    """Somebody more belongs to the household; raise `MemberTwice` for who does already."""
    entry = rest(data, "household_id", "identity_check", "of_member_id")
    household = uow.load(Household, data["household_id"])
    update.require_editable(uow.actor, {field for field, value in entry.items() if value})
    require_identity_number(data["id_number"])
    uow.check_version(household)
    of = whose(household, data["relation"], data["of_member_id"])
    member = new_member(uow, **entry)
    succession.came(uow, household, member, of)
    join(household, member)
    side = side_of(household, member)
    check = data["identity_check"]
    update.record(uow, household, check, {}, update.described(member), side=side)
    return views.household_view(uow, household)


def change(uow: UnitOfWork, data: ChangeMemberRequest) -> dict[str, Any]:
    """Change a member, or enter who takes the place (D06); the last owner stays an owner."""
    changes = rest(data, "household_id", "member_id", "identity_check")
    household = uow.load(Household, data["household_id"])
    require_belonging(uow, household)
    update.require_editable(uow.actor, changes.keys())
    require_identity_number(data.get("id_number"))
    uow.check_version(household)
    member = member_of(household, data["member_id"])
    require_own(uow, household, member)
    stood, side = standings(household), side_of(household, member)
    member, before, after = update.put(uow, household, member, changes)
    succession.moved(uow, household, member, side)
    require_owner(household)
    if after.keys() & {"name", "phone"}:
        require_once(household, member)
    if after:
        who = {"member_id": member.id, "name": member.name}
        check = data["identity_check"]
        update.record(uow, household, check, who | before, who | after, side=side, stood=stood)
        update.follow_person(uow, member)
    return views.household_view(uow, household)


def remove(uow: UnitOfWork, data: RemoveMemberRequest) -> dict[str, Any]:
    """Somebody has moved out; whoever logged in for the household no longer does."""
    household = uow.load(Household, data["household_id"])
    uow.check_version(household)
    leave(uow, household, member_of(household, data["member_id"]), data["identity_check"])
    return views.household_view(uow, household)


def leave(uow: UnitOfWork, household: Household, member: Member, check: IdentityCheck) -> None:
    """A member has left, as somebody has verified."""
    before, stood = update.described(member), standings(household)
    side = side_of(household, member)
    require_another_owner(household, member)
    succession.left(uow, household, member)
    update.record(uow, household, check, before, {}, side=side, stood=stood)


def require_owner(household: Household) -> None:
    """Raise `OwnerNeeded` if no owner is left."""
    if not any(member.relation == Relation.OWNER for member in household.members):
        raise OwnerNeeded


def require_another_owner(household: Household, member: Member) -> None:
    """Raise `OwnerNeeded` where nobody but this member is an owner."""
    if all(one is member or one.relation != Relation.OWNER for one in household.members):
        raise OwnerNeeded


def whose(household: Household, relation: str, member_id: str | None) -> Member | None:
    """Whose family somebody is; raise `InvalidInput` where it is nobody who could have one."""
    if member_id is None:
        return None
    member = member_of(household, member_id)
    if relation != Relation.FAMILY or member.relation == Relation.FAMILY:
        raise InvalidInput("Family belongs to an owner or a tenant.", field="of_member_id")
    return member


def require_identity_number(number: str | None) -> None:
    """Raise `InvalidInput` for an identity number whose check character is wrong."""
    if number and not is_identity_number(number.upper()):
        raise InvalidInput("Not a valid identity number.", field="id_number")

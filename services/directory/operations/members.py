"""Members of a household: add, change, remove, each after an identity check (D02)."""

from typing import Any

from contracts.directory.codes import Relation
from foundation.errors import InvalidInput, NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import announcing, changing, views
from services.directory.domain.identity_numbers import is_identity_number
from services.directory.entering import join, new_member
from services.directory.errors import OwnerNeeded
from services.directory.tables import Household, Member, Person


def add(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Somebody more belongs to the household."""
    household_id, check = data.pop("household_id"), data.pop("identity_check")
    named = {field for field, value in data.items() if value}
    changing.require_editable(work.actor, named)
    require_identity_number(data)
    household = work.load(Household, household_id)
    work.check_version(household)
    member = new_member(work, **data)
    join(household, member)
    changing.record(work, household, check, {}, described(member))
    return views.household_view(household, work.actor)


def change(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Change a member; the last owner stays an owner."""
    household_id, check = data.pop("household_id"), data.pop("identity_check")
    member_id = data.pop("member_id")
    work.actor.require_household(household_id)
    changing.require_editable(work.actor, data.keys())
    require_identity_number(data)
    household = work.load(Household, household_id)
    work.check_version(household)
    member = member_of(household, member_id)
    changing.require_own(work.actor, household, member)
    before, after = changing.assign(member, data)
    require_owner(household)
    if after:
        who = {"member_id": member.id, "name": member.name}
        changing.record(work, household, check, who | before, who | after)
        changing.follow_person(work, member)
    return views.household_view(household, work.actor)


def remove(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Somebody has moved out; whoever logged in for the household no longer does."""
    household = work.load(Household, data["household_id"])
    work.check_version(household)
    member = member_of(household, data["member_id"])
    before, person_id = described(member), member.person_id
    household.members.remove(member)
    require_owner(household)
    changing.record(work, household, data["identity_check"], before, {})
    if person_id:
        work.session.flush()
        person = work.load(Person, person_id)
        work.session.refresh(person, ["memberships"])
        announcing.person_changed(work, person)
    return views.household_view(household, work.actor)


def member_of(household: Household, member_id: str | None) -> Member:
    """A member by id, the owner without one; raise `NotFound` for somebody else's."""
    if member_id is None:
        return household.owner
    for member in household.members:
        if member.id == member_id:
            return member
    raise NotFound(field="member_id")


def require_owner(household: Household) -> None:
    """Raise `OwnerNeeded` if no owner is left."""
    if not any(member.relation == Relation.OWNER for member in household.members):
        raise OwnerNeeded


def require_identity_number(data: dict[str, Any]) -> None:
    """Raise `InvalidInput` for an identity number whose check character is wrong."""
    number = data.get("id_number")
    if number and not is_identity_number(number.upper()):
        raise InvalidInput("Not a valid identity number.", field="id_number")


def described(member: Member) -> dict[str, Any]:
    """A member as the history keeps it."""
    return {
        "member_id": member.id,
        "name": member.name,
        "relation": member.relation,
        "phone": member.phone,
        "email": member.email,
        "id_number": member.id_number,
    }

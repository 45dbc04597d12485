"""What is shown of a household: numbers masked (D03)."""

from typing import Any

from contracts.directory.request_types import GetHouseholdRequest
from foundation.masking import mask_phone
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.holdings.queries import left_behind
from services.directory.households.queries.entries import require_belonging
from services.directory.households.queries.key_sight import Sees, key_sight
from services.directory.households.queries.sides import side_of
from services.directory.households.rules import editable
from services.directory.households.tables import Household, Member
from services.directory.identity.rules.masking import mask_id_number


def household_item(household: Household, owner: Member, sees: Sees) -> dict[str, Any]:
    """A household in a list, with its first owner."""
    return {
        "id": household.id,
        "community_id": household.community_id,
        "building": household.building,
        "unit": household.unit,
        "floor": household.floor,
        "unit_type": household.unit_type,
        "area_m2": household.area_m2,
        "owner_name": owner.name,
        "phone_masked": mask_phone(owner.phone),
        "vacant": household.vacant,
        "key_reason": household.key_reason if sees(household) else None,
        "version": household.version,
    }


def household_view(uow: UnitOfWork, household: Household) -> dict[str, Any]:
    """A household with its members, and what of it the reader may change."""
    staff = uow.as_staff()
    sides = {side_of(household, one) for one in of_person(household, uow.actor.id)}
    shown = [
        member_view(member, whole=staff or side_of(household, member) in sides)
        for member in household.members
    ]
    former = household.former_members if staff else []
    left = {member.id: member.until for member in former if member.until}
    behind = left_behind(uow, household.id, left)
    return household_item(household, household.owner, key_sight(uow)) | {
        "email": next(one["email"] for one in shown if one["id"] == household.owner.id),
        "billing_from": household.billing_from,
        "two_person_visit": household.two_person_visit,
        "members": shown,
        "former_members": [{**former_view(member), **behind[member.id]} for member in former],
        "updated_at": household.updated_at,
        "editable": editable(uow.actor.roles),
    }


def of_person(household: Household, person_id: str) -> list[Member]:
    """The entries of a person in a household."""
    return [member for member in household.members if member.person_id == person_id]


def former_view(member: Member) -> dict[str, Any]:
    """Somebody who has left."""
    names = ("id", "name", "relation", "since", "until")
    shown = {name: getattr(member, name) for name in names}
    erased = member.erased_at is not None
    return shown | {"phone_masked": mask_phone(member.phone), "erased": erased}


def member_view(member: Member, *, whole: bool = True) -> dict[str, Any]:
    """A member of a household; residents of another side see who it is, and no address."""
    return {
        "id": member.id,
        "person_id": member.person_id,
        "name": member.name,
        "relation": member.relation,
        "phone_masked": mask_phone(member.phone),
        "email": member.email if whole else None,
        "id_number_masked": mask_id_number(member.id_number) if whole else None,
        "since": member.since,
    }


def get(uow: UnitOfWork, data: GetHouseholdRequest) -> dict[str, Any]:
    """One household; residents see their own."""
    household = uow.load(Household, data["household_id"])
    require_belonging(uow, household)
    return household_view(uow, household)

"""What the directory shows: numbers masked (D03)."""

from typing import Any

from foundation.actor import Actor
from foundation.masking import mask_phone
from services.directory.domain.editing import editable
from services.directory.domain.masking import mask_id_number
from services.directory.tables import Account, Household, HouseholdChange, Member, Person

MASKS = {"phone": mask_phone, "id_number": mask_id_number}


def household_item(household: Household) -> dict[str, Any]:
    """A household in a list."""
    owner = household.owner
    return {
        "id": household.id,
        "building": household.building,
        "unit": household.unit,
        "floor": household.floor,
        "unit_type": household.unit_type,
        "area_m2": household.area_m2,
        "owner_name": owner.name,
        "phone_masked": mask_phone(owner.phone),
        "vacant": household.vacant,
        "key_reason": household.key_reason,
        "version": household.version,
    }


def household_view(household: Household, actor: Actor) -> dict[str, Any]:
    """A household with its members, and what of it the reader may change."""
    return household_item(household) | {
        "email": household.owner.email,
        "billing_from": household.billing_from,
        "two_person_visit": household.two_person_visit,
        "members": [member_view(member) for member in household.members],
        "updated_at": household.updated_at,
        "editable": editable(actor.roles),
    }


def member_view(member: Member) -> dict[str, Any]:
    """A member of a household."""
    return {
        "id": member.id,
        "person_id": member.person_id,
        "name": member.name,
        "relation": member.relation,
        "phone_masked": mask_phone(member.phone),
        "email": member.email,
        "id_number_masked": mask_id_number(member.id_number),
    }


def change_view(change: HouseholdChange) -> dict[str, Any]:
    """A change with before and after (D02)."""
    return {
        "id": change.id,
        "at": change.at,
        "by": change.by,
        "identity_method": change.identity_method,
        "identity_by": change.identity_by,
        "before": masked(change.before),
        "after": masked(change.after),
    }


def masked(values: dict[str, Any]) -> dict[str, Any]:
    """The same values with the confidential ones masked."""
    return {key: MASKS[key](value) if key in MASKS else value for key, value in values.items()}


def person_view(person: Person) -> dict[str, Any]:
    """A person with roles."""
    return {
        "id": person.id,
        "name": person.name,
        "roles": person.roles,
        "department": person.department,
        "buildings": person.buildings,
        "skills": person.skills,
        "phone_masked": mask_phone(person.phone),
        "email": person.email,
        "active": person.active,
        "household_ids": person.household_ids,
        "username": person.account.username if person.account else None,
        "version": person.version,
    }


def account_view(account: Account) -> dict[str, Any]:
    """A login."""
    return {
        "person_id": account.person_id,
        "username": account.username,
        "disabled": account.disabled,
    }

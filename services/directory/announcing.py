"""Every change ends here: the version goes up and the others are told, in one transaction."""

from typing import Any

from contracts.directory.events import DutyChanged, HouseholdChanged, PersonChanged
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.tables import Household, Person, Shift


def household_changed(work: UnitOfWork, household: Household) -> None:
    """Count the household's version up and tell its new state."""
    household.version = (household.version or 0) + 1
    household.updated_at = work.now
    work.subject("household", household.id)
    work.emit(HouseholdChanged, household.id, household_event(household))


def person_changed(work: UnitOfWork, person: Person) -> None:
    """Count the person's version up and tell the new state."""
    person.version = (person.version or 0) + 1
    work.subject("person", person.id)
    work.emit(PersonChanged, person.id, person_event(person))


def duty_changed(work: UnitOfWork, shift: Shift) -> None:
    """Count the shift's version up and tell its new state."""
    shift.version = (shift.version or 0) + 1
    work.subject("shift", shift.id)
    work.emit(DutyChanged, shift.id, duty_event(shift))


def household_event(household: Household) -> dict[str, Any]:
    """The payload of `household_changed`: the whole state."""
    return {
        "household_id": household.id,
        "version": household.version,
        "building": household.building,
        "unit": household.unit,
        "floor": household.floor,
        "unit_type": household.unit_type,
        "area_m2": household.area_m2,
        "owner_name": household.owner.name,
        "billing_from": household.billing_from,
        "vacant": household.vacant,
        "two_person_visit": household.two_person_visit,
        "members": [
            {
                "person_id": member.person_id,
                "name": member.name,
                "relation": member.relation,
                "phone": member.phone,
                "email": member.email,
            }
            for member in household.members
        ],
    }


def person_event(person: Person) -> dict[str, Any]:
    """The payload of `person_changed`: the whole state."""
    return {
        "person_id": person.id,
        "version": person.version,
        "name": person.name,
        "roles": person.roles,
        "buildings": person.buildings,
        "skills": person.skills,
        "phone": person.phone,
        "email": person.email,
        "active": person.active,
        "household_ids": person.household_ids,
    }


def duty_event(shift: Shift) -> dict[str, Any]:
    """The payload of `duty_changed`: the whole state."""
    return {
        "shift_id": shift.id,
        "version": shift.version,
        "person_id": shift.person_id,
        "duty": shift.duty,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "cancelled": shift.cancelled,
    }

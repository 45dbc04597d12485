"""The event that tells a person's state."""

from typing import Any

from contracts.directory.events import PersonChanged
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Assignment
from services.directory.people.tables import Person


def person_changed(uow: UnitOfWork, person: Person) -> None:
    """Count the person's version up and tell the new state."""
    person.version = (person.version or 0) + 1
    assign_roles(uow, person)
    uow.subject("person", person.id)
    uow.emit(PersonChanged, person.id, person_event(person))


def assign_roles(uow: UnitOfWork, person: Person) -> None:
    """Assign each role that is held, a new one where it is given; end what is held no more."""
    person.assignments = [one for one in person.assignments if one.role in person.roles]
    assigned = {one.role for one in person.assignments}
    for role in person.roles:
        if role not in assigned:
            given = Assignment(id=uow.new_id(), role=role, community_id=uow.community)
            person.assignments.append(given)


def person_event(person: Person) -> dict[str, Any]:
    """The payload of `person_changed`: the whole state."""
    return {
        "person_id": person.id,
        "version": person.version,
        "name": person.name,
        "roles": person.roles,
        "buildings": person.buildings,
        "skills": person.skills,
        "department": person.department,
        "phone": person.phone,
        "email": person.email,
        "active": person.active,
        "login": person.active and person.account is not None and not person.account.disabled,
        "household_ids": person.household_ids,
    }

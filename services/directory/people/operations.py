"""The event that tells a person's state."""

from typing import Any

from contracts.directory.events import PersonChanged
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.tables import Person


def person_changed(uow: UnitOfWork, person: Person) -> None:
    """Count the person's version up and tell the new state."""
    person.version = (person.version or 0) + 1
    uow.subject("person", person.id)
    uow.emit(PersonChanged, person.id, person_event(person))


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

"""Reads of people: staff by role, building or skill, residents with access (D05)."""

from typing import Any

from sqlalchemy import select

from contracts.directory.request_types import FindPeopleRequest, GetPersonRequest
from contracts.places import canonical_building
from contracts.roles import Role
from foundation import scope
from foundation.errors import InvalidInput
from foundation.masking import mask_phone
from foundation.storage.paging import sorted_page
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.tables import Person


def find(uow: UnitOfWork, data: FindPeopleRequest) -> dict[str, Any]:
    """The staff by role, building or skill, by name; with the role `resident`, residents."""
    wants_residents = data["role"] == Role.RESIDENT
    statement = select(Person).where(Person.staff.is_(not wants_residents))
    if not data["include_inactive"]:
        statement = statement.where(Person.active)
    if wants_residents:
        found = sorted_page(uow, statement, Person, Person.name, data)
        return found | {"items": [person_view(person) for person in found["items"]]}
    everybody = uow.session.scalars(statement.order_by(Person.name, Person.id))
    fitting = [person for person in everybody if fits(person, data)]
    after = place_after([person.id for person in fitting], data["cursor"])
    shown = fitting[after : after + data["limit"]]
    more = len(fitting) > after + data["limit"]
    return {
        "items": [person_view(person) for person in shown],
        "next_cursor": shown[-1].id if more else None,
    }


def place_after(ids: list[str], cursor: str | None) -> int:
    """Where a page begins; raise `InvalidInput` for a cursor that leads nowhere."""
    if cursor is None:
        return 0
    if cursor not in ids:
        raise InvalidInput("There is no such page.", field="cursor")
    return ids.index(cursor) + 1


def fits(person: Person, data: FindPeopleRequest) -> bool:
    """Whether a member of staff has the role, building and skill that are asked for, there."""
    role, building, skill = data["role"], data["building"], data["skill"]
    return (
        (role is None or role in roles_in_sight(person))
        and (building is None or canonical_building(building) in buildings_in_sight(person))
        and (skill is None or skill in person.skills)
    )


def roles_in_sight(person: Person) -> set[str]:
    """The roles that somebody holds in the communities in scope."""
    sees = scope.current().sees
    return {role for role, community in person.grants if sees(community)}


def buildings_in_sight(person: Person) -> list[str]:
    """Names of the buildings that somebody serves in the communities in scope."""
    sees = scope.current().sees
    return list(dict.fromkeys(name for name, where in person.serves if sees(where)))


def get(uow: UnitOfWork, data: GetPersonRequest) -> dict[str, Any]:
    """One person."""
    return person_view(uow.load(Person, data["person_id"]))


def person_view(person: Person) -> dict[str, Any]:
    """A person with roles."""
    return {
        "id": person.id,
        "name": person.name,
        "roles": [role for role in person.roles if role in roles_in_sight(person)],
        "department": person.department,
        "buildings": buildings_in_sight(person),
        "skills": person.skills,
        "phone_masked": mask_phone(person.phone),
        "email": person.email,
        "active": person.active,
        "household_ids": person.household_ids,
        "username": person.account.username if person.account else None,
        "version": person.version,
    }


def staff(uow: UnitOfWork) -> list[Person]:
    """Everybody who works here."""
    statement = select(Person).where(Person.staff, Person.active).order_by(Person.id)
    return list(uow.session.scalars(statement))

"""Reads of people: staff by role, building or skill, residents with access (D05)."""

from typing import Any, Final

from sqlalchemy import select

from contracts.directory.request_types import FindPeopleRequest, GetPersonRequest
from contracts.places import canonical_building
from contracts.roles import Role
from foundation import scope
from foundation.errors import InvalidInput
from foundation.masking import mask_phone
from foundation.storage.filtered import Filtered
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.tables import Person

ACTIVE: Final = {"active": Person.active.is_(True)}
RESIDENTS: Final = Listing(
    select(Person).where(Person.staff.is_(False)), Person.id, ACTIVE, by=Person.name, objects=True
)
COLLEAGUES: Final = Filtered(
    select(Person).where(Person.staff.is_(True)).order_by(Person.name, Person.id), ACTIVE
)
STAFF: Final = select(Person).where(Person.staff, Person.active).order_by(Person.id)


def find(uow: UnitOfWork, data: FindPeopleRequest) -> dict[str, Any]:
    """The staff by role, building or skill, by name; with the role `resident`, residents."""
    filters = [] if data["include_inactive"] else ["active"]
    if data["role"] == Role.RESIDENT:
        found = RESIDENTS.page(uow, data, filters)
        return found | {"items": [person_view(person) for person in found["items"]]}
    everybody = uow.session.scalars(COLLEAGUES.by(filters))
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
    return list(uow.session.scalars(STAFF))

"""Reads of people: staff by role, building or skill, residents with access (D05)."""

from typing import Any, Final

from contracts.directory.request_types import FindPeopleRequest, GetPersonRequest
from contracts.places import canonical_building
from contracts.roles import Role
from foundation import scope
from foundation.errors import InvalidInput
from foundation.masking import mask_phone
from foundation.storage.filtered import Filtered
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.known import PEOPLE, ROWS, Known, known
from services.directory.people.tables import Person

ACTIVE: Final = {"active": PEOPLE.active.is_(True)}
RESIDENTS: Final = Listing(ROWS.where(PEOPLE.staff.is_(False)), PEOPLE.id, ACTIVE, by=PEOPLE.name)
COLLEAGUES: Final = Filtered(
    ROWS.where(PEOPLE.staff.is_(True)).order_by(PEOPLE.name, PEOPLE.id), ACTIVE
)
STAFF: Final = ROWS.where(PEOPLE.staff, PEOPLE.active).order_by(PEOPLE.id)


def find(uow: UnitOfWork, data: FindPeopleRequest) -> dict[str, Any]:
    """The staff by role, building or skill, by name; with the role `resident`, residents."""
    filters = [] if data["include_inactive"] else ["active"]
    if data["role"] == Role.RESIDENT:
        found = RESIDENTS.page(uow, data, filters)
        return found | {"items": [person_view(one) for one in known(uow, found["items"])]}
    everybody = known(uow, uow.rows(COLLEAGUES.by(filters)))
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


def fits(person: Known, data: FindPeopleRequest) -> bool:
    """Whether a member of staff has the role, building and skill that are asked for, there."""
    role, building, skill = data["role"], data["building"], data["skill"]
    return (
        (role is None or role in roles_in_sight(person))
        and (building is None or canonical_building(building) in buildings_in_sight(person))
        and (skill is None or skill in person.skills)
    )


def roles_in_sight(person: Person | Known) -> set[str]:
    """The roles that somebody holds in the communities in scope."""
    sees = scope.current().sees
    return {role for role, community in person.grants if sees(community)}


def buildings_in_sight(person: Person | Known) -> list[str]:
    """Names of the buildings that somebody serves in the communities in scope."""
    sees = scope.current().sees
    return list(dict.fromkeys(name for name, where in person.serves if sees(where)))


def get(uow: UnitOfWork, data: GetPersonRequest) -> dict[str, Any]:
    """One person."""
    return person_view(uow.load(Person, data["person_id"]))


def person_view(person: Person | Known) -> dict[str, Any]:
    """A person with roles."""
    held = roles_in_sight(person)
    return {
        "id": person.id,
        "name": person.name,
        "roles": [role for role in person.roles if role in held],
        "department": person.department,
        "buildings": buildings_in_sight(person),
        "skills": person.skills,
        "phone_masked": mask_phone(person.phone),
        "email": person.email,
        "active": person.active,
        "household_ids": person.household_ids,
        "username": person.username,
        "version": person.version,
    }


def staff(uow: UnitOfWork) -> list[Known]:
    """Everybody who works here."""
    return known(uow, uow.rows(STAFF))

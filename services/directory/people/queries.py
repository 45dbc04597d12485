"""Reads of people: staff by role, building or skill, residents with access (D05)."""

import re
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Boolean, bindparam, column, exists, table

from contracts.directory.leavers import PersonErased
from contracts.directory.request_types import FindPeopleRequest, GetPersonRequest
from contracts.places import canonical_building
from contracts.roles import Role
from foundation import scope
from foundation.actor import Grant
from foundation.errors import NotFound
from foundation.masking import mask_phone
from foundation.storage.filtered import Filtered
from foundation.storage.listing import Listing, place_after
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import community_called, community_codes
from services.directory.communities.tables import Assignment
from services.directory.households.tables import Member
from services.directory.people.known import PEOPLE, ROWS, Known, known
from services.directory.people.tables import Person

ACTIVE: Final = {"active": PEOPLE.active.is_(True)}
ANYWHERE: Final = table(Member.__tablename__, column("person_id"), column("until"))
"""The entries of households in all communities: it has no place by which it would be in scope."""
LIVES_HERE: Final = exists().where(Member.person_id == PEOPLE.id, Member.until.is_(None))
LIVES_NOWHERE: Final = ~exists().where(
    ANYWHERE.c.person_id == PEOPLE.id, ANYWHERE.c.until.is_(None)
)
ASSIGNED: Final = exists().where(Assignment.person_id == PEOPLE.id)
ASSIGNED_HERE: Final = ASSIGNED.where(
    Assignment.community_id.is_(None)
    | Assignment.community_id.in_(bindparam("places", expanding=True))
)
HELD_HERE: Final = LIVES_HERE | (
    LIVES_NOWHERE & (ASSIGNED_HERE | (bindparam("first", type_=Boolean) & ~ASSIGNED))
)
"""Whether somebody is a resident in the communities in scope, as `grants` has it."""
LIKE: Final = PEOPLE.name.like(bindparam("like"), escape="/")
RESIDENTS: Final = Listing(
    ROWS.where(PEOPLE.staff.is_(False)),
    PEOPLE.id,
    ACTIVE | {"here": HELD_HERE, "like": LIKE},
    by=PEOPLE.name,
)
COLLEAGUES: Final = Filtered(
    ROWS.where(PEOPLE.staff.is_(True)).order_by(PEOPLE.name, PEOPLE.id), ACTIVE
)
STAFF: Final = ROWS.where(PEOPLE.staff, PEOPLE.active).order_by(PEOPLE.id)


def find(uow: UnitOfWork, data: FindPeopleRequest) -> dict[str, Any]:
    """The staff by name, role, building or skill, in the order of names; with the role `resident`,
    residents. Raise `NotFound` for a community that is out of scope."""
    if data["community"] is None:
        return find_in_scope(uow, data)
    with uow.within(community_called(uow, data["community"], field="community")):
        return find_in_scope(uow, data)


def find_in_scope(uow: UnitOfWork, data: FindPeopleRequest) -> dict[str, Any]:
    """Those of the communities in scope."""
    filters = [] if data["include_inactive"] else ["active"]
    if data["role"] == Role.RESIDENT:
        found = residents(uow, data, filters)
        return found | {"items": [person_view(uow, one) for one in known(uow, found["items"])]}
    everybody = known(uow, uow.rows(COLLEAGUES.by(filters)))
    fitting = [person for person in everybody if fits(person, data)]
    after = place_after([person.id for person in fitting], data["cursor"])
    shown = fitting[after : after + data["limit"]]
    more = len(fitting) > after + data["limit"]
    return {
        "items": [person_view(uow, person) for person in shown],
        "next_cursor": shown[-1].id if more else None,
    }


def residents(uow: UnitOfWork, data: FindPeopleRequest, filters: list[str]) -> dict[str, Any]:
    """A page of the residents of the communities in scope, by name."""
    values: dict[str, Any] = {}
    places = scope.current().communities
    if data["q"]:
        filters = [*filters, "like"]
        values["like"] = "%" + re.sub("[%_/]", r"/\g<0>", data["q"]) + "%"
    if places is None:
        return RESIDENTS.page(uow, data, filters, **values)
    first = scope.FIRST_COMMUNITY in places
    values |= {"places": list(places), "first": first}
    return RESIDENTS.page(uow, data, [*filters, "here"], **values)


def fits(person: Known, data: FindPeopleRequest) -> bool:
    """Whether a member of staff has the role, building and skill that are asked for, there."""
    role, building, skill = data["role"], data["building"], data["skill"]
    return (
        holds_in_sight(person)
        and (data["q"] is None or is_called(person, data["q"].casefold()))
        and data["department"] in (None, person.department)
        and (role is None or role in roles_in_sight(person))
        and (building is None or canonical_building(building) in buildings_in_sight(person))
        and (skill is None or skill in person.skills)
    )


def is_called(person: Known, part: str) -> bool:
    """Whether this is a part of the name or of the user name."""
    return part in person.name.casefold() or part in (person.username or "")


def load_person(uow: UnitOfWork, person_id: str) -> Person:
    """Somebody with all homes; raise `NotFound` for who holds nothing in the communities in scope,
    and nothing for the company (P01)."""
    person = uow.load(Person, person_id)
    find_homes(uow, person)
    if not holds_in_sight(person) and not uow.caller.at_console:
        raise NotFound
    return person


def require_known(person: Person) -> None:
    """Raise `PersonErased` for whom nothing is entered of any more (P08)."""
    if person.erased_at is not None:
        raise PersonErased(name=person.name)


def find_homes(uow: UnitOfWork, person: Person) -> None:
    """Have all homes of a person at hand: there may be some in communities out of scope."""
    with uow.within(None):
        uow.session.refresh(person, ["memberships"])


def holds_in_sight(person: Person | Known) -> bool:
    """Whether somebody holds a role in the communities in scope, or for the company."""
    present = scope.current()
    held = (one.community for one in person.grants)
    return present.communities is None or any(present.sees(one) for one in held)


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
    return person_view(uow, load_person(uow, data["person_id"]))


def seen(uow: UnitOfWork, person_id: str) -> None:
    """Raise `NotFound` for somebody whom the caller does not see."""
    load_person(uow, person_id)


def held_view(uow: UnitOfWork, held: Iterable[Grant]) -> list[dict[str, Any]]:
    """Roles, each with the code of the community in which it is held."""
    codes = community_codes(uow)
    return [
        {"role": role, "community": None if place is None else codes.get(place, "")}
        for role, place in sorted(held, key=str)
    ]


def person_view(uow: UnitOfWork, person: Person | Known) -> dict[str, Any]:
    """A person with roles and homes, as far as they are in scope."""
    held, sees = roles_in_sight(person), scope.current().sees
    homes = (one.household_id for one in person.memberships if sees(one.community_id))
    return {
        "id": person.id,
        "name": person.name,
        "roles": [role for role in person.roles if role in held],
        "grants": held_view(uow, (one for one in person.grants if sees(one.community))),
        "department": person.department,
        "buildings": buildings_in_sight(person),
        "skills": person.skills,
        "phone_masked": mask_phone(person.phone),
        "email": person.email,
        "active": person.active,
        "erased": person.erased_at is not None,
        "household_ids": list(dict.fromkeys(homes)),
        "username": person.username,
        "version": person.version,
    }


def staff(uow: UnitOfWork) -> list[Known]:
    """Everybody who works here."""
    return known(uow, uow.rows(STAFF))

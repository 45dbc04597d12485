"""People: staff with roles, buildings served and skills (D05), residents with access."""

from typing import Any

from sqlalchemy import select

from contracts.roles import Role
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.directory import announcing, changing, queries, views
from services.directory.domain.labels import canonical_building
from services.directory.errors import NothingToChange
from services.directory.tables import Household, Member, Person


def find(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The staff by role, building or skill, by name; with the role `resident`, residents."""
    wants_residents = data["role"] == Role.RESIDENT
    statement = select(Person).where(Person.staff.is_(not wants_residents))
    if not data["include_inactive"]:
        statement = statement.where(Person.active)
    if wants_residents:
        found = queries.sorted_page(work, statement, Person, Person.name, data)
        return found | {"items": [views.person_view(person) for person in found["items"]]}
    everybody = work.session.scalars(statement.order_by(Person.name, Person.id))
    fitting = [person for person in everybody if fits(person, data)]
    after = place_after([person.id for person in fitting], data["cursor"])
    shown = fitting[after : after + data["limit"]]
    more = len(fitting) > after + data["limit"]
    return {
        "items": [views.person_view(person) for person in shown],
        "next_cursor": shown[-1].id if more else None,
    }


def place_after(ids: list[str], cursor: str | None) -> int:
    """Where a page begins; raise `InvalidInput` for a cursor that leads nowhere."""
    if cursor is None:
        return 0
    if cursor not in ids:
        raise InvalidInput("There is no such page.", field="cursor")
    return ids.index(cursor) + 1


def fits(person: Person, data: dict[str, Any]) -> bool:
    """Whether a member of staff has the role, building and skill that are asked for."""
    role, building, skill = data["role"], data["building"], data["skill"]
    return (
        (role is None or role in person.roles)
        and (building is None or canonical_building(building) in person.buildings)
        and (skill is None or skill in person.skills)
    )


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One person."""
    return views.person_view(work.load(Person, data["person_id"]))


def create(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Somebody joins the staff, or a resident gets access to the own households (D05)."""
    members = [work.load(Member, member_id) for member_id in data.pop("member_ids")]
    require_sensible_roles(data["roles"], has_households=bool(members))
    person = Person(
        id=work.new_id(),
        active=True,
        staff=is_staff(data["roles"]),
        version=0,
        account=None,
        memberships=[],
        **canonical(data),
    )
    work.session.add(person)
    work.session.flush()
    for household_id in sorted({member.household_id for member in members}):
        household = work.load(Household, household_id)
        for member in household.members:
            if member in members:
                join_person(member, person)
        announcing.household_changed(work, household)
    announcing.person_changed(work, person)
    return views.person_view(person)


def join_person(member: Member, person: Person) -> None:
    """From now on the person logs in as this member; raise `InvalidInput` if somebody does."""
    if member.person_id is not None:
        raise InvalidInput("This member has access already.", field="member_ids")
    member.person_id = person.id
    person.memberships.append(member)


def change(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Change what is named; who leaves becomes inactive and keeps the past."""
    person = work.load(Person, data.pop("person_id"))
    work.check_version(person)
    if not data:
        raise NothingToChange
    if "roles" in data:
        require_sensible_roles(data["roles"], has_households=bool(person.memberships))
        person.staff = is_staff(data["roles"])
    before, _ = changing.assign(person, canonical(data))
    if before:
        announcing.person_changed(work, person)
    return views.person_view(person)


def canonical(data: dict[str, Any]) -> dict[str, Any]:
    """The payload with buildings by their canonical names and nothing twice."""
    lists = {
        name: list(dict.fromkeys(data[name]))
        for name in ("roles", "buildings", "skills")
        if name in data
    }
    if "buildings" in lists:
        names = (canonical_building(name) for name in lists["buildings"])
        lists["buildings"] = list(dict.fromkeys(names))
    return data | lists


def is_staff(roles: list[str]) -> bool:
    """Whether one of the roles is one of the company's."""
    return set(roles) != {Role.RESIDENT}


def require_sensible_roles(roles: list[str], *, has_households: bool) -> None:
    """Raise `InvalidInput`: households belong to residents, and staff act as staff only."""
    if Role.RESIDENT in roles and len(set(roles)) > 1:
        raise InvalidInput("A resident has no other role.", field="roles")
    if has_households and Role.RESIDENT not in roles:
        raise InvalidInput("Who belongs to a household is a resident.", field="roles")

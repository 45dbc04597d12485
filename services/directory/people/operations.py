"""What somebody holds and serves, and the event with a person's state."""

from collections.abc import Iterable, Sequence, Set
from typing import Any

from contracts.directory.events import PersonChanged
from contracts.roles import Role
from foundation import scope
from foundation.actor import Grant
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import (
    building_called,
    enter_building,
    require_looked_after,
)
from services.directory.communities.rules import Served, held_after, names
from services.directory.communities.tables import Assignment, ServedBuilding
from services.directory.people.queries import buildings_in_sight, find_homes
from services.directory.people.tables import Person


def person_changed(uow: UnitOfWork, person: Person) -> None:
    """Count the person's version up and publish the new state."""
    person.version = (person.version or 0) + 1
    note_buildings(uow, person, person.serves)
    find_homes(uow, person)
    uow.subject("person", person.id)
    uow.emit(PersonChanged, person.id, person_event(person))


def hold(uow: UnitOfWork, person: Person, roles: Sequence[str], place: str | None) -> bool:
    """Have somebody hold these roles in a community, and what they hold elsewhere as before; with
    None, these and no others anywhere, a new one for the company. Tell whether anything differs
    from before."""
    return hold_grants(uow, person, held_after(person.grants, roles, place), roles)


def hold_grants(
    uow: UnitOfWork, person: Person, after: Set[Grant], roles: Iterable[str] = ()
) -> bool:
    """Have somebody hold this and nothing else; `roles` are named first, in their order. Tell
    whether anything differs from before. Raise `CommunityClosed`, as `require_looked_after`."""
    if after == person.grants:
        return False
    gained = after - person.grants
    require_looked_after(uow, {one.community for one in gained if one.role != Role.RESIDENT})
    known = {Grant(one.role, one.community_id): one for one in person.assignments}
    held = names(after)
    order = dict.fromkeys([*roles, *person.roles, *sorted(held)])
    person.roles = [one for one in order if one in held]
    person.assignments = [
        known.get(one) or Assignment(id=uow.new_id(), role=one.role, community_id=one.community)
        for one in sorted(after, key=str)
    ]
    return True


def serve(uow: UnitOfWork, person: Person, names: Sequence[str]) -> bool:
    """Have somebody serve these buildings of the community at hand, in this order; what they serve
    elsewhere stays. Tell whether anything differs from before. Raise `CommunityClosed` for one more
    in a closed community."""
    if list(names) == buildings_in_sight(person):
        return False
    here = scope.here()
    if set(names) - set(buildings_in_sight(person)):
        require_looked_after(uow, [here], "buildings")
    elsewhere = [one for one in person.serves if one.community != here]
    mine = [Served(building_called(uow, name).name, here) for name in names]
    note_buildings(uow, person, list(dict.fromkeys(mine + elsewhere)))
    return True


def note_buildings(uow: UnitOfWork, person: Person, serves: Sequence[Served]) -> None:
    """Note which buildings somebody serves, and where they are."""
    noted = {Served(one.building, one.community_id): one for one in person.served}
    for building, community in serves:
        if (building, community) not in noted:
            enter_building(uow, community, building)
    person.buildings = list(dict.fromkeys(one.building for one in serves))
    person.served = [
        noted.get(one) or ServedBuilding(building=one.building, community_id=one.community)
        for one in serves
    ]


def person_event(person: Person) -> dict[str, Any]:
    """The payload of `person_changed`: the whole state."""
    return {
        "person_id": person.id,
        "version": person.version,
        "name": person.name,
        "roles": person.roles,
        "buildings": person.buildings,
        "grants": [
            {"role": role, "community_id": community}
            for role, community in sorted(person.grants, key=str)
        ],
        "serves": [
            {"building": building, "community_id": community}
            for building, community in person.serves
        ],
        "skills": person.skills,
        "department": person.department,
        "phone": person.phone,
        "email": person.email,
        "active": person.active,
        "login": person.active and person.account is not None and not person.account.disabled,
        "household_ids": person.household_ids,
        "erased": person.erased_at is not None and not person.staff,
        "contact_erased": person.erased_at is not None and person.staff,
    }

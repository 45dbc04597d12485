"""Who joins the staff, or gets access as a resident, and with which roles (D05)."""

from typing import Any

from contracts.directory.request_types import CreatePersonRequest
from foundation import scope
from foundation.errors import InvalidInput
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.access.operations.granting import (
    enter_place,
    given_by_one,
    granted,
    is_staff,
    require_sensible_roles,
)
from services.directory.access.rules import canonical, canonical_buildings
from services.directory.communities.operations import enter_named
from services.directory.communities.rules import held_after, names
from services.directory.households.operations import publish
from services.directory.households.tables import Household, Member
from services.directory.people.operations import hold_grants, person_changed, serve
from services.directory.people.queries import person_view
from services.directory.people.tables import Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests


def create(uow: UnitOfWork, data: CreatePersonRequest) -> dict[str, Any]:
    """Somebody joins the staff, or a resident gets access to the own households (D05)."""
    asked = None if data["grants"] is None else granted(uow, data["grants"])
    named = data["community_code"]
    place = None if named is None else enter_named(uow, named)
    members = [uow.load(Member, member_id) for member_id in data["member_ids"]]
    if asked is None:
        place = place or (scope.here() if members else enter_named(uow, None))
        asked = held_after(set(), data["roles"] or [], place)
    else:
        enter_place(uow, asked)
    roles = data["roles"] or sorted(names(asked))
    if any(member.until for member in members):
        raise InvalidInput("This member has left the household.", field="member_ids")
    require_sensible_roles(roles, has_households=bool(members))
    rights.require_may_touch(uow.actor, set(roles))
    person_id = uow.new_id()
    waits = role_requests.by_two(uow, rights.locked_staff(uow), person_id, set(roles))
    held = given_by_one(asked) if waits else asked
    person = Person(
        id=person_id,
        active=True,
        staff=is_staff(names(held)),
        version=0,
        roles=[],
        account=None,
        memberships=[],
        assignments=[],
        buildings=[],
        served=[],
        **canonical(rest(data, "member_ids", "buildings", "roles", "grants", "community_code")),
    )
    hold_grants(uow, person, held, roles)
    serve(uow, person, canonical_buildings(data["buildings"]))
    uow.session.add(person)
    uow.session.flush()
    for household_id in sorted({member.household_id for member in members}):
        household = uow.load(Household, household_id)
        for member in household.members:
            if member in members:
                join_person(member, person)
        publish.household_changed(uow, household)
    person_changed(uow, person)
    if waits:
        wanted = None if data["grants"] is None else asked
        role_requests.ask_for_roles(uow, person, list(dict.fromkeys(roles)), wanted)
    return person_view(uow, person) | {"requested_roles": roles if waits else None}


def join_person(member: Member, person: Person) -> None:
    """From now on the person logs in as this member; raise `InvalidInput` if somebody does."""
    if member.person_id is not None:
        raise InvalidInput("This member has access already.", field="member_ids")
    member.person_id = person.id
    person.memberships.append(member)

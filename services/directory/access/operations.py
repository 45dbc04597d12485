"""Who joins the staff or gets access as a resident, with which roles, and who leaves (D05)."""

from collections.abc import Iterable
from typing import Any

from contracts.directory.changes import NothingToChange
from contracts.directory.request_types import ChangePersonRequest, CreatePersonRequest
from contracts.directory.role_requests import RoleRequestKind
from contracts.directory.sessions import SessionEnd
from contracts.places import canonical_building
from contracts.roles import Role
from foundation.errors import InvalidInput
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations.assign import assign
from services.directory.communities.operations import enter_named
from services.directory.communities.rules import held_after, held_in, names
from services.directory.households.operations import publish
from services.directory.households.tables import Household, Member
from services.directory.people.operations import hold, person_changed, serve
from services.directory.people.queries import load_person, person_view
from services.directory.people.tables import Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.sessions.operations import logins


def create(uow: UnitOfWork, data: CreatePersonRequest) -> dict[str, Any]:
    """Somebody joins the staff, or a resident gets access to the own households (D05)."""
    named = data["community_code"]
    place = None if named is None else enter_named(uow, named)
    members = [uow.load(Member, member_id) for member_id in data["member_ids"]]
    place = place or enter_named(uow, None)
    if any(member.until for member in members):
        raise InvalidInput("This member has left the household.", field="member_ids")
    require_sensible_roles(data["roles"], has_households=bool(members))
    rights.require_may_touch(uow.actor, set(data["roles"]))
    person_id, wanted = uow.new_id(), data["roles"]
    waits = role_requests.by_two(uow, rights.locked_staff(uow), person_id, set(wanted))
    roles = given_by_one(wanted) if waits else wanted
    person = Person(
        id=person_id,
        active=True,
        staff=is_staff(roles),
        version=0,
        roles=[],
        account=None,
        memberships=[],
        assignments=[],
        buildings=[],
        served=[],
        **canonical(rest(data, "member_ids", "buildings", "roles", "community_code")),
    )
    hold(uow, person, roles, place)
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
        role_requests.ask_for_roles(uow, person, list(dict.fromkeys(wanted)))
    return person_view(person) | {"requested_roles": wanted if waits else None}


def join_person(member: Member, person: Person) -> None:
    """From now on the person logs in as this member; raise `InvalidInput` if somebody does."""
    if member.person_id is not None:
        raise InvalidInput("This member has access already.", field="member_ids")
    member.person_id = person.id
    person.memberships.append(member)


def change(uow: UnitOfWork, data: ChangePersonRequest) -> dict[str, Any]:
    """Change what is named; who leaves becomes inactive and keeps the past.

    Nobody changes the own roles, only administrators touch administrators, and the last one
    stays; what two persons give waits for the second (P03). Raise `Forbidden` for who changes more
    than roles and buildings of somebody who works elsewhere as well (P01).
    """
    changes = canonical(rest(data, "person_id", "community_code"))
    of_rights = bool(changes.keys() & {"roles", "active"})
    staff = rights.locked_staff(uow) if of_rights else []
    person = load_person(uow, data["person_id"])
    uow.check_version(person)
    if not changes:
        raise NothingToChange
    buildings = changes.pop("buildings", None)
    if any(getattr(person, name) != value for name, value in changes.items() if name != "roles"):
        rights.require_all_of(uow, person)
    if of_rights or buildings is not None:
        enter_named(uow, data.get("community_code"))
    held = person.grants
    requested = change_rights(uow, person, changes, staff) if of_rights else None
    before, _ = assign(person, changes)
    moved = buildings is not None and serve(uow, person, canonical_buildings(buildings))
    if before or moved or person.grants != held:
        person_changed(uow, person)
    if not person.active:
        logins.end_all(uow, person.id, SessionEnd.ACCOUNT_CLOSED)
        role_requests.replace_waiting(uow, person.id)
    return person_view(person) | {"requested_roles": requested}


def change_rights(
    uow: UnitOfWork, person: Person, changes: dict[str, Any], staff: list[Person]
) -> list[str] | None:
    """Change the roles where the unit is, and the activity, where that is allowed.

    Returns the roles that a second person must give, if any: until then they stay as they are.
    """
    place = uow.community
    present = [one for one in person.roles if one in names(held_in(person.grants, place))]
    roles = changes.pop("roles", present)
    active = changes.get("active", person.active)
    after = held_after(person.grants, roles, place)
    require_sensible_roles(names(after), has_households=bool(person.memberships))
    was, now = powers(present, person.active), powers(names(held_in(after, place)), active)
    if after != person.grants:
        rights.require_not_own(uow.actor, person)
        role_requests.replace_waiting(uow, person.id, RoleRequestKind.ROLES)
    rights.require_may_touch(uow.actor, was ^ now)
    admin_before, decided = rights.is_open_admin(person), rights.decides(uow, person)
    waits = role_requests.by_two(uow, staff, person.id, now - was)
    hold(uow, person, (present if was else given_by_one(roles)) if waits else roles, place)
    changes |= {"active": active, "staff": is_staff(person.roles)}
    if waits:
        role_requests.ask_for_roles(uow, person, roles)
    if admin_before and not (active and Role.ADMIN in person.roles):
        rights.require_an_admin_left([one for one in staff if one.id != person.id])
    if decided and not (active and rights.DECIDERS & rights.held_here(uow, person)):
        rights.require_a_second_left(uow, staff, person.id)
    return roles if waits else None


def given_by_one(roles: Iterable[str]) -> list[str]:
    """Those that wait for nobody."""
    return [role for role in roles if role not in rights.BY_TWO]


def powers(roles: Iterable[str], active: bool) -> set[str]:
    """What somebody holds; nothing while they do not work here."""
    return set(roles) if active else set()


def canonical(values: dict[str, Any]) -> dict[str, Any]:
    """The values with nothing twice."""
    lists = ("roles", "skills")
    return values | {name: list(dict.fromkeys(values[name])) for name in lists if name in values}


def canonical_buildings(names: Iterable[str]) -> list[str]:
    """The buildings by their canonical names, and none twice."""
    return list(dict.fromkeys(canonical_building(name) for name in names))


def is_staff(roles: list[str]) -> bool:
    """Whether one of the roles is one of the company's."""
    return set(roles) != {Role.RESIDENT}


def require_sensible_roles(roles: Iterable[str], *, has_households: bool) -> None:
    """Raise `InvalidInput`: households belong to residents, staff act as staff only, and nobody is
    left without a role."""
    if not roles:
        raise InvalidInput("Somebody without any role is no longer active.", field="roles")
    if Role.RESIDENT in roles and len(set(roles)) > 1:
        raise InvalidInput("A resident has no other role.", field="roles")
    if has_households and Role.RESIDENT not in roles:
        raise InvalidInput("Who belongs to a household is a resident.", field="roles")

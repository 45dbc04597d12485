"""What changes of somebody: roles, buildings, what they are called; and who leaves (D05, P03)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.changes import NothingToChange
from contracts.directory.events import PersonLeft
from contracts.directory.request_types import ChangePersonRequest, ClosePersonRequest
from contracts.directory.role_requests import RoleRequestKind
from contracts.directory.sessions import SessionEnd
from contracts.roles import Role
from foundation.actor import Grant
from foundation.payload import rest
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.access.operations.granting import (
    enter_place,
    given_by_one,
    granted,
    is_staff,
    require_sensible_roles,
    wanted,
)
from services.directory.access.rules import canonical, canonical_buildings
from services.directory.changes.operations.assign import assign
from services.directory.communities.operations import enter_named, require_looked_after
from services.directory.communities.rules import held_after, held_in, names
from services.directory.households.tables import Member
from services.directory.links import operations as links
from services.directory.people.operations import hold_grants, person_changed, person_event, serve
from services.directory.people.queries import load_person, person_view, require_known
from services.directory.people.tables import Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.roster.operations import shifts_ahead
from services.directory.sessions.operations import logins

RIGHTS = ("roles", "grants", "active")
LIVED: Final = select(Member.id).where(Member.person_id == bindparam("person_id")).limit(1)


def close(uow: UnitOfWork, data: ClosePersonRequest) -> dict[str, Any]:
    """Somebody leaves; raises as `change`. Answers the shifts that somebody else must take."""
    gone: ChangePersonRequest = {
        "person_id": data["person_id"], "community_code": None, "active": False,
    }  # fmt: skip
    found = change(uow, gone)
    return found | {"shifts": shifts_ahead(uow, data["person_id"])}


def change(uow: UnitOfWork, data: ChangePersonRequest) -> dict[str, Any]:
    """Change what is named; who leaves becomes inactive and keeps the past.

    Nobody changes or closes themselves, only administrators touch administrators, and the last one
    stays; what two persons give waits for the second (P03). Raise `Forbidden` for who changes more
    than roles and buildings of somebody who works elsewhere as well (P01), and `PersonErased`.
    """
    changes = canonical(rest(data, "person_id", "community_code"))
    of_rights = bool(changes.keys() & set(RIGHTS))
    staff = rights.locked_staff(uow) if of_rights else []
    person = load_person(uow, data["person_id"])
    uow.check_version(person)
    require_known(person)
    if not changes:
        raise NothingToChange
    buildings, was_active = changes.pop("buildings", None), person.active
    if any(getattr(person, name) != value for name, value in changes.items() if name not in RIGHTS):
        rights.require_all_of(uow, person)
    if changes.get("active", was_active) != was_active:
        rights.require_all_of(uow, person)
        rights.require_not_own(uow.actor, person)
    asked = granted(uow, changes["grants"]) if "grants" in changes else None
    if asked is None and (of_rights or buildings is not None):
        enter_named(uow, data.get("community_code"))
    held = person.grants
    requested = change_rights(uow, person, changes, asked, staff) if of_rights else None
    if asked is not None and buildings is not None:
        enter_named(uow, data.get("community_code"))
    before, _ = assign(person, changes)
    if before and person.account is not None and {"email", "phone"} & before.keys():
        person.account.contact_held = not uow.actor.has(Role.ADMIN)
    moved = buildings is not None and serve(uow, person, canonical_buildings(buildings))
    if before or moved or person.grants != held:
        person_changed(uow, person)
    if person.active != was_active:
        person.left_at = uow.now if person.staff and not person.active else None
    if not person.active:
        end_access(uow, person)
        if was_active:
            left(uow, person)
    return person_view(uow, person) | {"requested_roles": requested}


def end_access(uow: UnitOfWork, person: Person) -> None:
    """Nothing that was allowed is, from now on, and nobody need decide on more."""
    links.end_all(uow, person.id)
    logins.end_all(uow, person.id, SessionEnd.ACCOUNT_CLOSED)
    role_requests.replace_waiting(uow, person.id)


def left(uow: UnitOfWork, person: Person) -> None:
    """Publish that somebody of the staff has left."""
    if not person.staff:
        return
    told = person_event(person)
    payload = {name: told[name] for name in ("person_id", "name", "roles", "grants")}
    payload |= {"shifts": len(shifts_ahead(uow, person.id)), "by": uow.actor.name}
    uow.emit(PersonLeft, person.id, payload)


def change_rights(
    uow: UnitOfWork,
    person: Person,
    changes: dict[str, Any],
    asked: set[Grant] | None,
    staff: list[Person],
) -> list[str] | None:
    """Change the roles where the unit is, or those that are `asked` for, and the activity, where
    that is allowed.

    Returns the roles that a second person must give, if any: until then they stay as they are.
    """
    place, before = uow.community, person.grants
    present = [one for one in person.roles if one in names(held_in(before, place))]
    changes.pop("grants", None)
    roles = changes.pop("roles", present)
    active = changes.get("active", person.active)
    after = held_after(before, roles, place) if asked is None else wanted(uow, person, asked)
    if asked is not None:
        roles = sorted(names(after))
        enter_place(uow, before ^ after)
    gained = {one.community for one in after - before}
    require_looked_after(uow, gained, "roles" if asked is None else "grants")
    lives_here = bool(person.memberships or uow.rows(LIVED, person_id=person.id))
    require_sensible_roles(names(after), has_households=lives_here, before=names(before))
    was, now = before if person.active else set(), after if active else set()
    if after != before:
        rights.require_not_own(uow.actor, person)
        role_requests.replace_waiting(uow, person.id, RoleRequestKind.ROLES)
    rights.require_may_touch(uow.actor, names(was ^ now))
    admin_before, decided = rights.is_open_admin(person), rights.decides(uow, person)
    waits = role_requests.by_two(uow, staff, person.id, names(now - was))
    if waits:
        hold_grants(uow, person, before if was else given_by_one(after), roles)
        role_requests.ask_for_roles(uow, person, roles, asked and after)
    else:
        hold_grants(uow, person, after, roles)
    changes |= {"active": active, "staff": is_staff(set(person.roles))}
    if admin_before and not (active and Role.ADMIN in person.roles):
        rights.require_an_admin_left([one for one in staff if one.id != person.id])
    if decided and not (active and rights.DECIDERS & rights.held_here(uow, person)):
        rights.require_a_second_left(uow, staff, person.id)
    return roles if waits else None

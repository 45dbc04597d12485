"""Who may give and take which roles, so that nobody raises themselves (P03)."""

from collections.abc import Iterable, Set

from sqlalchemy import select

from contracts.directory.methods import DECIDE_ROLE_REQUEST
from contracts.directory.rights import (
    AdminOnly,
    LastAdmin,
    LastSecondPerson,
    OwnRoles,
    RoleAboveYours,
)
from contracts.roles import Role
from foundation import scope
from foundation.actor import Actor
from foundation.errors import Forbidden
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import covers_all
from services.directory.communities.rules import names
from services.directory.people.tables import Person
from services.directory.sessions.operations import logins

DECIDERS = DECIDE_ROLE_REQUEST.roles
"""Who may be the second."""
BY_TWO = DECIDERS | {Role.FINANCE}
"""Roles that two persons give, where there are two: nobody makes their own second person."""


def locked_staff(uow: UnitOfWork) -> list[Person]:
    """All who work here, locked one after the other: of two that take each other's role at the
    same time, the second sees what the first has left."""
    statement = select(Person).where(Person.staff).order_by(Person.id).with_for_update()
    return list(uow.session.scalars(statement.execution_options(populate_existing=True)))


def require_may_touch(actor: Actor, held: Set[str]) -> None:
    """Raise `AdminOnly` or `RoleAboveYours` for who gives or takes roles above the own."""
    if actor.has(Role.ADMIN):
        return
    if Role.ADMIN in held:
        raise AdminOnly(field="roles")
    if Role.DIRECTOR in held and not actor.has(Role.DIRECTOR):
        raise RoleAboveYours(field="roles")


def require_all_of(uow: UnitOfWork, person: Person) -> None:
    """Raise `Forbidden` for who changes more of somebody than what they hold in a community, or
    sees how they log in, and has no right in another that they hold something in (P01)."""
    seen = scope.current().communities
    if seen is None or uow.caller.at_console:
        return
    elsewhere = {one.community for one in person.grants} - seen
    if elsewhere - {None} or (None in elsewhere and not covers_all(uow, seen)):
        raise Forbidden


def held_here(uow: UnitOfWork, person: Person) -> set[str]:
    """The roles of somebody that count where the unit is: those that are held there, or for the
    company. For the company itself, which is in none, those that are held in every community."""
    here, held = uow.community, names(person.grants)
    places = {role: {one.community for one in person.grants if one.role == role} for role in held}
    return {
        role
        for role, where in places.items()
        if None in where or here in where or (here is None and covers_all(uow, where))
    }


def require_not_own(actor: Actor, person: Person) -> None:
    """Raise `OwnRoles` for who changes what they themselves may do."""
    if actor.id == person.id:
        raise OwnRoles(field="roles")


def require_an_admin_left(staff: Iterable[Person]) -> None:
    """Raise `LastAdmin` unless an administrator can still log in."""
    if not any(Role.ADMIN in one.roles and can_log_in(one) for one in staff):
        raise LastAdmin


def can_log_in(person: Person) -> bool:
    """Whether the person's account opens."""
    return person.account is not None and logins.opens(person.account)


def is_open_admin(person: Person) -> bool:
    """Whether this is an administrator who can log in."""
    return Role.ADMIN in person.roles and can_log_in(person)


def require_others_left(uow: UnitOfWork, staff: list[Person], person: Person) -> None:
    """Raise `LastAdmin` and `LastSecondPerson` where it takes this person, who is to be let in no
    more."""
    if is_open_admin(person):
        require_an_admin_left(one for one in staff if one.id != person.id)
    if decides(uow, person):
        require_a_second_left(uow, staff, person.id)


def decides(uow: UnitOfWork, person: Person) -> bool:
    """Whether this is somebody who could be the second where the unit is."""
    return bool(DECIDERS & held_here(uow, person)) and can_log_in(person)


def seconds(uow: UnitOfWork, staff: Iterable[Person], person_id: str) -> int:
    """How many could be the second: neither who asks nor whom it is about."""
    involved = {uow.actor.id, person_id}
    return sum(one.id not in involved and decides(uow, one) for one in staff)


def needs_second(uow: UnitOfWork, staff: Iterable[Person], person_id: str) -> bool:
    """Whether there are two who could agree. At the console it takes two beside: the only one
    there is may be who has lost the password."""
    return seconds(uow, staff, person_id) > int(uow.actor.at_console)


def require_a_second_left(uow: UnitOfWork, staff: Iterable[Person], person_id: str) -> None:
    """Raise `LastSecondPerson` for who would be left alone to decide, and so decide alone."""
    alone = not seconds(uow, staff, person_id)
    if alone and not uow.actor.at_console and uow.actor.id != person_id:
        raise LastSecondPerson

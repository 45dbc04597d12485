"""Which roles somebody is to hold where, as far as the caller may say it (P01, P03)."""

from collections.abc import Collection, Iterable, Sequence, Set
from typing import Any

from contracts.roles import Role
from foundation import scope
from foundation.actor import Grant
from foundation.errors import Forbidden, InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import community_called
from services.directory.people.tables import Person
from services.directory.rights import operations as rights


def granted(uow: UnitOfWork, asked: Sequence[Any]) -> set[Grant]:
    """Roles with the ids of the communities that were named by their codes; raise `NotFound` for
    one in which the caller gives none, `Forbidden` for a role of the whole company by who acts in
    some communities."""
    found = set()
    for number, one in enumerate(asked):
        code = one["community"]
        if code is None and not scope.current().of_company:
            raise Forbidden(field=f"grants.{number}.community")
        where = code if code is None else community_called(uow, code, field="grants")
        found.add(Grant(one["role"], where))
    return found


def enter_place(uow: UnitOfWork, concerned: Iterable[Grant]) -> None:
    """Go on in the community that is concerned, where it is one: there a second person decides."""
    places = {one.community for one in concerned}
    if len(places) == 1 and (place := places.pop()) is not None:
        uow.enter(place)


def wanted(uow: UnitOfWork, person: Person, asked: Set[Grant]) -> set[Grant]:
    """All that somebody is to hold: what is asked for, and what the caller does not give."""
    present = scope.current()
    seen = {
        one
        for one in person.grants
        if present.sees(one.community) and (one.community or present.of_company)
    }
    return (person.grants - seen) | asked


def given_by_one(held: Iterable[Grant]) -> set[Grant]:
    """What waits for nobody."""
    return {one for one in held if one.role not in rights.BY_TWO}


def is_staff(roles: Set[str]) -> bool:
    """Whether one of the roles is one of the company's."""
    return roles != {Role.RESIDENT}


def require_sensible_roles(
    roles: Collection[str], *, has_households: bool, before: Collection[str] = ()
) -> None:
    """Raise `InvalidInput`: who belongs to a household, or did, is a resident and nobody else
    becomes one, staff act as staff only, and nobody is left without a role."""
    if not roles:
        raise InvalidInput("Somebody without any role is no longer active.", field="roles")
    if Role.RESIDENT in roles and len(set(roles)) > 1:
        raise InvalidInput("A resident has no other role.", field="roles")
    if has_households and Role.RESIDENT not in roles:
        raise InvalidInput("Who belongs to a household is a resident.", field="roles")
    if Role.RESIDENT in roles and not (has_households or Role.RESIDENT in before):
        raise InvalidInput("Residents come in by their household.", field="roles")

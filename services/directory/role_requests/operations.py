"""What two persons decide on, asked for and decided by the second: roles, and new passwords of
who holds them (P03)."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.events import (
    RoleRequestClosed,
    RoleRequested,
)
from contracts.directory.methods import CHANGE_ACCOUNT, DECIDE_ROLE_REQUEST
from contracts.directory.request_types import (
    DecideRoleRequestRequest,
    GetRoleRequestRequest,
    ListRoleRequestsRequest,
)
from contracts.directory.role_requests import (
    RoleRequestDecided,
    RoleRequestKind,
    RoleRequestOutdated,
    RoleRequestStatus,
)
from contracts.roles import Role
from foundation.actor import CONSOLE
from foundation.errors import Forbidden
from foundation.storage import decisions
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import covers_all
from services.directory.people.operations import find_homes, hold, person_changed
from services.directory.people.tables import Person
from services.directory.rights import operations as rights
from services.directory.role_requests.tables import RoleRequest
from services.directory.sessions.operations import logins


def ask_for_roles(uow: UnitOfWork, person: Person, roles: list[str]) -> None:
    """Have a second person decide on these roles."""
    ask(uow, person, RoleRequestKind.ROLES, roles=roles)


def ask_for_password(uow: UnitOfWork, person: Person, password_hash: str) -> None:
    """Have a second person decide on a new password."""
    kind = RoleRequestKind.PASSWORD
    ask(uow, person, kind, roles=person.roles, password_hash=password_hash)


def ask(uow: UnitOfWork, person: Person, kind: RoleRequestKind, **wanted: Any) -> None:
    """Have a second person decide; what waited for the person of this kind is replaced."""
    replace_waiting(uow, person.id, kind)
    about = {"kind": kind, "person_id": person.id, "community_id": uow.community}
    asked = decisions.request(uow, RoleRequest, **about, **wanted)
    role_requested(uow, asked, person.name)


def by_two(uow: UnitOfWork, staff: list[Person], person_id: str, roles: Set[str]) -> bool:
    """Whether a second person must decide on roles that somebody gains, or on a new password of
    who holds them."""
    return bool(roles & rights.BY_TWO) and rights.needs_second(uow, staff, person_id)


def replace_waiting(uow: UnitOfWork, person_id: str, *kinds: RoleRequestKind) -> None:
    """What waits for this person, of these kinds or any, is decided no more."""
    waiting = select(RoleRequest).where(
        RoleRequest.person_id == person_id,
        RoleRequest.status == RoleRequestStatus.REQUESTED,
        RoleRequest.kind.in_(kinds or tuple(RoleRequestKind)),
    )
    for old in uow.session.scalars(waiting.with_for_update()):
        close(uow, old, RoleRequestStatus.REPLACED)


def close(uow: UnitOfWork, asked: RoleRequest, status: RoleRequestStatus) -> None:
    """Nobody need decide any more; a password that waited is forgotten."""
    asked.status, asked.password_hash = status, None
    role_request_closed(uow, asked)


def decide(uow: UnitOfWork, data: DecideRoleRequestRequest) -> dict[str, Any]:
    """Give what is asked for or not.

    Raise `SecondPersonNeeded` for who asked or whom it is about, `RoleRequestDecided`, `Forbidden`
    for who decides in a community on what is asked for the company, and `RoleRequestOutdated` where
    who asked could not ask for it now.
    """
    staff = {one.id: one for one in rights.locked_staff(uow)}
    asked = uow.load(RoleRequest, data["role_request_id"])
    if not reaches(uow, asked):
        raise Forbidden
    decisions.require_decidable(uow, asked, RoleRequestDecided, asked.person_id)
    uow.subject("role_request", asked.id)
    approved: bool = data["approve"]
    status = RoleRequestStatus.GRANTED if approved else RoleRequestStatus.REJECTED
    decisions.decide(uow, asked, status, data["remark"])
    if not approved:
        close(uow, asked, status)
        return view(uow, asked)
    person = staff.get(asked.person_id)
    if person is None or not person.active or not still_may(uow, staff, asked):
        raise RoleRequestOutdated
    GRANT[RoleRequestKind(asked.kind)](uow, person, asked)
    rights.require_an_admin_left(staff.values())
    close(uow, asked, status)
    return view(uow, asked)


def reaches(uow: UnitOfWork, asked: RoleRequest) -> bool:
    """Whether the caller may decide where it is asked for: for the company, who may everywhere."""
    may = uow.caller.communities(*DECIDE_ROLE_REQUEST.roles)
    return asked.community_id is not None or covers_all(uow, may)


def still_may(uow: UnitOfWork, staff: Mapping[str, Person], asked: RoleRequest) -> bool:
    """Whether who asked is still somebody who may, there."""
    if asked.requested_by_id.startswith(CONSOLE):
        return True
    asking = staff.get(asked.requested_by_id)
    needed: Set[str] = rights.DECIDERS
    if asked.kind == RoleRequestKind.PASSWORD:
        needed = CHANGE_ACCOUNT.roles
    elif Role.ADMIN in asked.roles:
        needed = {Role.ADMIN}
    return (
        asking is not None
        and rights.can_log_in(asking)
        and bool(needed & rights.held_here(uow, asking))
    )


def give_roles(uow: UnitOfWork, person: Person, asked: RoleRequest) -> None:
    """From now on the person has these roles, where they were asked for: the unit is there."""
    find_homes(uow, person)
    hold(uow, person, asked.roles, uow.community)
    person.staff = set(person.roles) != {Role.RESIDENT}
    person_changed(uow, person)


def set_password(uow: UnitOfWork, person: Person, asked: RoleRequest) -> None:
    """From now on the new password opens, and nothing that the old one has opened."""
    account, password_hash = person.account, asked.password_hash
    if account is None or password_hash is None:
        raise RoleRequestOutdated
    logins.reset(uow, account, password_hash)


GRANT: Mapping[RoleRequestKind, Callable[[UnitOfWork, Person, RoleRequest], None]] = {
    RoleRequestKind.ROLES: give_roles,
    RoleRequestKind.PASSWORD: set_password,
}
"""What the second person's yes brings about."""


def get(uow: UnitOfWork, data: GetRoleRequestRequest) -> dict[str, Any]:
    """One request."""
    return view(uow, uow.load(RoleRequest, data["role_request_id"]))


REQUESTS: Final = listing(RoleRequest, "person_id", "status")
PEOPLE: Final = select(Person.id, Person.name, Person.roles).where(
    Person.id.in_(bindparam("ids", expanding=True))
)


def list_requests(uow: UnitOfWork, data: ListRoleRequestsRequest) -> dict[str, Any]:
    """Requests, newest first."""
    found = REQUESTS.page(uow, data)
    return found | {"items": views(uow, found["items"])}


def view(uow: UnitOfWork, asked: RoleRequest) -> dict[str, Any]:
    """One request as it is shown."""
    return views(uow, [asked])[0]


def views(uow: UnitOfWork, requests: Sequence[RoleRequest]) -> list[dict[str, Any]]:
    """Requests with whom each is about."""
    rows = uow.rows(PEOPLE, ids={asked.person_id for asked in requests})
    people = {person.id: person for person in rows}
    return [shown(uow, asked, people[asked.person_id]) for asked in requests]


def shown(uow: UnitOfWork, asked: RoleRequest, person: Person) -> dict[str, Any]:
    """A request, with whom it is about."""
    return {
        "id": asked.id,
        "kind": asked.kind,
        "person_id": asked.person_id,
        "name": person.name,
        "present_roles": person.roles,
        "roles": asked.roles,
        "status": asked.status,
        "requested_by": asked.requested_by,
        "requested_at": asked.requested_at,
        "decided_by": asked.decided_by,
        "decided_at": asked.decided_at,
        "remark": asked.remark,
        "decides": reaches(uow, asked) and decisions.decides(uow, asked, asked.person_id),
    }


def role_requested(uow: UnitOfWork, asked: RoleRequest, name: str) -> None:
    """Tell that a second person is to decide."""
    told = {"role_request_id": asked.id, "kind": asked.kind, "person_id": asked.person_id}
    told |= {"requested_by_id": asked.requested_by_id, "requested_by": asked.requested_by}
    uow.emit(RoleRequested, asked.id, told | {"name": name})


def role_request_closed(uow: UnitOfWork, asked: RoleRequest) -> None:
    """Tell that nobody need decide any more."""
    told = {"role_request_id": asked.id, "person_id": asked.person_id, "status": asked.status}
    uow.emit(RoleRequestClosed, asked.id, told)

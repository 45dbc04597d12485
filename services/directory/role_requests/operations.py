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
from contracts.directory.sessions import SessionEnd
from contracts.roles import Role
from foundation.actor import CONSOLE, Grant
from foundation.errors import Forbidden
from foundation.storage import decisions
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import covers_all
from services.directory.links import operations as links
from services.directory.people.operations import hold, hold_grants, person_changed
from services.directory.people.queries import find_homes, held_view
from services.directory.people.tables import Person
from services.directory.rights import operations as rights
from services.directory.role_requests.tables import RoleRequest
from services.directory.second_factor import operations as second_factor
from services.directory.sessions.operations import logins


def ask_for_roles(
    uow: UnitOfWork, person: Person, roles: list[str], held: Set[Grant] | None = None
) -> None:
    """Have a second person decide on these roles, to be held where the unit is; or, with `held`,
    on these alone, each in its place."""
    said = None if held is None else [[*one] for one in sorted(held, key=str)]
    ask(uow, person, RoleRequestKind.ROLES, roles=roles, grants=said)


def ask_for_password(uow: UnitOfWork, person: Person, password_hash: str) -> None:
    """Have a second person decide on a new password."""
    kind = RoleRequestKind.PASSWORD
    ask(uow, person, kind, roles=person.roles, password_hash=password_hash)


def ask_for_link(uow: UnitOfWork, person: Person) -> None:
    """Have a second person decide whether the link that waits for this person opens."""
    ask(uow, person, RoleRequestKind.LINK, roles=person.roles)


def ask(uow: UnitOfWork, person: Person, kind: RoleRequestKind, **wanted: Any) -> None:
    """Have a second person decide; what waited for the person of this kind is replaced."""
    replace_waiting(uow, person.id, kind)
    about = {"kind": kind, "person_id": person.id, "community_id": uow.community}
    request = decisions.request(uow, RoleRequest, **about, **wanted)
    role_requested(uow, request, person.name)


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


def close(uow: UnitOfWork, request: RoleRequest, status: RoleRequestStatus) -> None:
    """Nobody need decide any more; a password that waited is forgotten, and a link that waited
    without being agreed to opens no more."""
    request.status, request.password_hash = status, None
    if request.kind == RoleRequestKind.LINK and status != RoleRequestStatus.GRANTED:
        links.end_waiting(uow, request.person_id)
    role_request_closed(uow, request)


def decide(uow: UnitOfWork, data: DecideRoleRequestRequest) -> dict[str, Any]:
    """Give what is asked for or not.

    Raise `SecondPersonNeeded` for who asked or whom it is about, `RoleRequestDecided`, `Forbidden`
    for who decides in a community on what is asked for the company, and `RoleRequestOutdated` where
    who asked could not ask for it now.
    """
    staff = {one.id: one for one in rights.locked_staff(uow)}
    request = uow.load(RoleRequest, data["role_request_id"])
    if not reaches(uow, request):
        raise Forbidden
    decisions.require_decidable(uow, request, RoleRequestDecided, request.person_id)
    uow.subject("role_request", request.id)
    approved: bool = data["approve"]
    status = RoleRequestStatus.GRANTED if approved else RoleRequestStatus.REJECTED
    decisions.decide(uow, request, status, data["remark"])
    if not approved:
        close(uow, request, status)
        return view(uow, request)
    person = staff.get(request.person_id)
    if person is None or not person.active or not still_may(uow, staff, request):
        raise RoleRequestOutdated
    GRANT[RoleRequestKind(request.kind)](uow, person, request)
    rights.require_an_admin_left(staff.values())
    close(uow, request, status)
    return view(uow, request)


def reaches(uow: UnitOfWork, request: RoleRequest) -> bool:
    """Whether the caller may decide where it is asked for: for the company, who may everywhere."""
    may = uow.caller.communities(*DECIDE_ROLE_REQUEST.roles)
    return request.community_id is not None or covers_all(uow, may)


def still_may(uow: UnitOfWork, staff: Mapping[str, Person], request: RoleRequest) -> bool:
    """Whether who asked is still somebody who may, there."""
    if request.requested_by_id.startswith(CONSOLE):
        return True
    asking = staff.get(request.requested_by_id)
    needed: Set[str] = rights.DECIDERS
    if request.kind != RoleRequestKind.ROLES:
        needed = CHANGE_ACCOUNT.roles
    elif Role.ADMIN in request.roles:
        needed = {Role.ADMIN}
    return (
        asking is not None
        and rights.can_log_in(asking)
        and bool(needed & rights.held_here(uow, asking))
    )


def give_roles(uow: UnitOfWork, person: Person, request: RoleRequest) -> None:
    """From now on the person has these roles, where they were asked for: the unit is there."""
    find_homes(uow, person)
    if request.grants is None:
        hold(uow, person, request.roles, uow.community)
    else:
        hold_grants(uow, person, {Grant(*one) for one in request.grants}, request.roles)
    person.staff = set(person.roles) != {Role.RESIDENT}
    person_changed(uow, person)


def set_password(uow: UnitOfWork, person: Person, request: RoleRequest) -> None:
    """From now on the new password opens, and nothing that the old one has opened."""
    account, password_hash = person.account, request.password_hash
    if account is None or password_hash is None:
        raise RoleRequestOutdated
    logins.reset(uow, account, password_hash)


def let_link_open(uow: UnitOfWork, person: Person, _request: RoleRequest) -> None:
    """From now on the link opens; raise `RoleRequestOutdated` where it has ended since."""
    if not links.let_open(uow, person.id):
        raise RoleRequestOutdated


def remove_factor(uow: UnitOfWork, person: Person, _request: RoleRequest | None = None) -> None:
    """From now on the password alone does, and all is logged out; raise `RoleRequestOutdated` where
    there is no second factor any more."""
    if not second_factor.remove(uow, person.id):
        raise RoleRequestOutdated
    if person.account is not None:
        person.account.factor_due_at = None
    logins.end_all(uow, person.id, SessionEnd.FACTOR_CHANGED)


GRANT: Mapping[RoleRequestKind, Callable[[UnitOfWork, Person, RoleRequest], None]] = {
    RoleRequestKind.ROLES: give_roles,
    RoleRequestKind.PASSWORD: set_password,
    RoleRequestKind.LINK: let_link_open,
    RoleRequestKind.FACTOR: remove_factor,
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


def view(uow: UnitOfWork, request: RoleRequest) -> dict[str, Any]:
    """One request as it is shown."""
    return views(uow, [request])[0]


def views(uow: UnitOfWork, requests: Sequence[RoleRequest]) -> list[dict[str, Any]]:
    """Requests with whom each is about."""
    rows = uow.rows(PEOPLE, ids={request.person_id for request in requests})
    people = {person.id: person for person in rows}
    return [shown(uow, request, people[request.person_id]) for request in requests]


def shown(uow: UnitOfWork, request: RoleRequest, person: Person) -> dict[str, Any]:
    """A request, with whom it is about."""
    return {
        "id": request.id,
        "community_id": request.community_id,
        "kind": request.kind,
        "person_id": request.person_id,
        "name": person.name,
        "present_roles": person.roles,
        "roles": request.roles,
        "grants": held_view(uow, (Grant(*one) for one in request.grants or ())),
        "status": request.status,
        "requested_by": request.requested_by,
        "requested_at": request.requested_at,
        "decided_by": request.decided_by,
        "decided_at": request.decided_at,
        "remark": request.remark,
        "decides": reaches(uow, request) and decisions.decides(uow, request, request.person_id),
    }


def role_requested(uow: UnitOfWork, request: RoleRequest, name: str) -> None:
    """Publish that a second person is to decide."""
    payload = {"role_request_id": request.id, "kind": request.kind, "person_id": request.person_id}
    payload |= {"requested_by_id": request.requested_by_id, "requested_by": request.requested_by}
    uow.emit(RoleRequested, request.id, payload | {"name": name})


def role_request_closed(uow: UnitOfWork, request: RoleRequest) -> None:
    """Publish that nobody need decide any more."""
    payload = {
        "role_request_id": request.id,
        "person_id": request.person_id,
        "status": request.status,
    }
    uow.emit(RoleRequestClosed, request.id, payload)

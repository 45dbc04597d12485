"""Who somebody is: logging in, and under which sessions (P03)."""

from contextlib import AbstractContextManager, suppress
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.request_types import (
    AuthenticateRequest,
    EndSessionRequest,
    ListSessionsRequest,
    NothingRequest,
    SessionOfRequest,
)
from contracts.directory.sessions import SessionEnd
from foundation.actor import Actor
from foundation.errors import BadCredentials, NotAuthenticated, NotFound, StorageAway
from foundation.storage.listing import listing
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.households.queries.sides import side_of
from services.directory.passwords.operations import NOBODY, is_password
from services.directory.people.tables import Account, Person
from services.directory.sessions.operations import logins
from services.directory.sessions.tables import LoginSession

LOGINS: Final = listing(LoginSession, only=[logins.OPEN])
ACCOUNT: Final = select(Account).where(Account.username == bindparam("username"))


def authenticate(store: Store, actor: Actor, data: AuthenticateRequest) -> dict[str, Any]:
    """Whose user name and password these are, with the session that they open.

    Raise `BadCredentials` without saying why. An unknown user costs the same work as a wrong
    password. Accounts of the made-up community open in demo mode only. A session that a power
    failure takes back is opened anew by logging in: nothing waits for the disk.
    """
    with store.read(actor) as uow:
        account = account_named(uow, data["username"])
        known = None if account is None else account.password_hash
        person_id = None if account is None else account.person_id
        opens = account is not None and claims_of(account) is not None
    right = is_password(known or NOBODY, data["password"])
    if person_id is None or not opens or not right:
        raise BadCredentials
    with store.write(actor, "directory.authenticate", flush=False) as uow:
        account = uow.load(Account, person_id)
        claims = claims_of(account)
        if claims is None or account.password_hash != known:  # changed while it was compared
            raise BadCredentials
        opened = logins.enter(uow, person_id, data["kind"], data["user_agent"] or "")
        return claims | {"session_id": opened.id}


def session(store: Store, actor: Actor, data: SessionOfRequest) -> dict[str, Any]:
    """Who acts under a session, as the archive has them now; raise `NotAuthenticated` once it
    has ended or the account opens nothing. Notes from time to time that it is used."""
    with store.read(actor) as uow:
        login = logins.held(uow, data["session_id"], data["person_id"])
        person = None if login is None else uow.find(Person, login.person_id)
        if login is None or person is None or person.account is None:
            raise NotAuthenticated
        claims = claims_of(person.account)
        if claims is None:
            raise NotAuthenticated
        unnoted = uow.now - login.seen_at >= logins.SEEN_EVERY
    if unnoted:
        with suppress(StorageAway), noting(store, actor) as uow:
            if found := logins.held(uow, data["session_id"], data["person_id"]):
                found.seen_at = uow.now
    return claims


def noting(store: Store, actor: Actor) -> AbstractContextManager[UnitOfWork]:
    """Write down that a session is used: what cannot be written now keeps nobody from reading."""
    return store.write(actor, "directory.session", flush=False)


def list_open(uow: UnitOfWork, data: ListSessionsRequest) -> dict[str, Any]:
    """The caller's own logins that hold, newest first."""
    found = LOGINS.page(uow, data, **logins.of_person(uow.actor.id))
    return found | {"items": [session_view(uow, login) for login in found["items"]]}


def session_view(uow: UnitOfWork, login: LoginSession) -> dict[str, Any]:
    """A login that holds."""
    return {
        "id": login.id,
        "kind": login.kind,
        "opened_at": login.opened_at,
        "seen_at": login.seen_at,
        "user_agent": login.user_agent,
        "current": login.id == uow.actor.session,
    }


def end_session(uow: UnitOfWork, data: EndSessionRequest) -> None:
    """End one of the caller's own logins; raise `NotFound` for one that is not there, has ended,
    or is somebody else's."""
    login = logins.held(uow, data["session_id"], uow.actor.id)
    if login is None:
        raise NotFound(field="session_id")
    uow.subject("session", login.id)
    logins.end(uow, login, SessionEnd.LOGOUT)


def account_named(uow: UnitOfWork, username: str) -> Account | None:
    """The account of a user name as people type it."""
    found: Account | None = uow.session.scalar(ACCOUNT, {"username": username.strip().lower()})
    return found


def claims_of(account: Account) -> dict[str, Any] | None:
    """The actor that an account opens, or None while it opens nothing."""
    return actor_view(account.person) if logins.opens(account) else None


def me(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """The caller as the archive has them now; raise `NotAuthenticated` once the login is closed."""
    person = uow.find(Person, uow.actor.id)
    if person is None or person.account is None or claims_of(person.account) is None:
        raise NotAuthenticated
    return actor_view(person)


def actor_view(person: Person) -> dict[str, Any]:
    """A person as the actor of calls."""
    shown = {
        "id": person.id,
        "name": person.name,
        "roles": person.roles,
        "household_ids": person.household_ids,
        "grants": [
            {"role": role, "community_id": community}
            for role, community in sorted(person.grants, key=str)
        ],
    }
    if not person.memberships:
        return shown
    return shown | {
        "standings": [
            {
                "household_id": member.household_id,
                "member_id": member.id,
                "side": side_of(member.household, member),
                "sees_from": member.sees_from,
            }
            for member in person.memberships
        ],
    }

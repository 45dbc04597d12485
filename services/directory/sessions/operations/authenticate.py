"""Who somebody is: logging in, and under which sessions (P03)."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from typing import Any, Final

from contracts.directory.request_types import (
    AuthenticateRequest,
    EndSessionRequest,
    ListSessionsRequest,
    LogInByCodeRequest,
    NothingRequest,
    SessionOfRequest,
)
from contracts.directory.second_factor import (
    BadSecondFactor,
    ProofOutdated,
    SecondFactorMissing,
    SecondFactorRequired,
)
from contracts.directory.sessions import SessionEnd
from foundation import sealing
from foundation.actor import Actor
from foundation.errors import BadCredentials, NotAuthenticated, NotFound, StorageAway
from foundation.storage.listing import listing
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.passwords.operations import NOBODY, is_password
from services.directory.people.tables import Account
from services.directory.policy import DirectoryPolicy
from services.directory.second_factor import operations as second_factor
from services.directory.second_factor import proofs
from services.directory.second_factor.rules import is_required
from services.directory.sessions.operations import logins
from services.directory.sessions.queries import account_named, account_of, claims
from services.directory.sessions.tables import CompanyIdentity, LoginSession

LOGINS: Final = listing(LoginSession, only=[logins.OPEN])


def authenticate(store: Store, actor: Actor, data: AuthenticateRequest) -> dict[str, Any]:
    """Whose user name and password these are, with the session that they open.

    Raise `BadCredentials` without saying why. An unknown user costs the same work as a wrong
    password. Accounts of the made-up community open in demo mode only. Where the password is right,
    raise what the second factor keeps from it, as `require_factor`. A session that a power failure
    takes back is opened anew by logging in: nothing waits for the disk.
    """
    with store.read(actor) as uow:
        known = account_named(uow, data["username"])
    password_hash = NOBODY if known is None else known.password_hash
    right = is_password(password_hash, data["password"])
    if known is None or not logins.is_open(known) or not right:
        raise BadCredentials
    require_factor(store, actor, known, data["totp"])
    return enter(store, actor, known, data)


def require_factor(
    store: Store, actor: Actor, known: Any, code: str | None, company: str | None = None
) -> None:
    """Raise `SecondFactorRequired` for who has one and sends no code, `BadSecondFactor` for one
    that does not count, and `SecondFactorMissing` for who should have one by now. What is raised
    without a code carries the proof that the password was right, for the next step, or by which
    company account somebody came."""
    if known.factor_since is not None:
        if code is None:
            raise SecondFactorRequired(proof=proofs.make(known.id, known.password_hash, company))
        if not second_factor.prove(store, actor, known.id, code):
            raise BadSecondFactor
        return
    with store.read(actor) as uow:
        if is_late(uow, known):
            raise SecondFactorMissing(proof=proofs.make(known.id, known.password_hash, company))


def is_late(uow: UnitOfWork, known: Any) -> bool:
    """Whether somebody should have a second factor by now, and has none."""
    due = known.factor_due_at
    late = known.factor_since is None and due is not None and uow.now >= due
    return late and needs_factor(uow, known)


def needs_factor(uow: UnitOfWork, known: Any) -> bool:
    """Whether the roles need a second factor; not where none can be kept."""
    needing = uow.policy(DirectoryPolicy).second_factor_roles
    return is_required(known.roles, needing, demo=known.demo) and sealing.is_ready()


def enter(
    store: Store,
    actor: Actor,
    known: Any,
    data: Mapping[str, Any],
    company: str | None = None,
) -> dict[str, Any]:
    """Open a session for whom it was proved, by a company account where one is named; raise
    `BadCredentials` where that has changed."""
    with store.write(actor, "directory.authenticate", flush=False) as uow:
        account, found = uow.load(Account, known.id), claims(uow, known.id)
        present = account_of(uow, known.id)
        if found is None or to_prove(present) != to_prove(known):  # changed meanwhile
            raise BadCredentials
        if company is not None and uow.find(CompanyIdentity, company) is None:  # unlinked
            raise BadCredentials
        if needs_factor(uow, known) and not (known.factor_since or account.factor_due_at):
            days = uow.policy(DirectoryPolicy).second_factor_days
            account.factor_due_at = uow.now + timedelta(days=days)
        opened = logins.enter(uow, known.id, data["kind"], data["user_agent"] or "", company)
        return found | {"session_id": opened.id}


def to_prove(known: Any) -> tuple[Any, Any]:
    """What somebody has to prove to log in."""
    return known.password_hash, known.factor_since


def proved(store: Store, actor: Actor, proof: str) -> tuple[Any, str | None]:
    """Whose password was right a moment ago, and is still, and by which company account somebody
    came; raise `ProofOutdated`."""
    said = proofs.read(proof)
    if said is None:
        raise ProofOutdated
    with store.read(actor) as uow:
        known = account_of(uow, said.person_id)
    if known is None or not logins.is_open(known) or not said.is_of(known.password_hash):
        raise ProofOutdated
    return known, said.company


def log_in_by_code(store: Store, actor: Actor, data: LogInByCodeRequest) -> dict[str, Any]:
    """The second step of a login; raise `ProofOutdated`, `BadSecondFactor`."""
    known, company = proved(store, actor, data["proof"])
    require_factor(store, actor, known, data["totp"])
    return enter(store, actor, known, data, company)


def session(store: Store, actor: Actor, data: SessionOfRequest) -> dict[str, Any]:
    """Who acts under a session, as the archive has them now; raise `NotAuthenticated` once it
    has ended, the account opens nothing, or the time to set up a second factor is over. Notes from
    time to time that it is used."""
    with store.read(actor) as uow:
        login = logins.held(uow, data["session_id"], data["person_id"])
        found = None if login is None else claims(uow, login.person_id)
        if login is None or found is None:
            raise NotAuthenticated
        needing = uow.policy(DirectoryPolicy).second_factor_roles
        if not set(needing).isdisjoint(found["roles"]) and is_late(
            uow, account_of(uow, login.person_id)
        ):
            raise NotAuthenticated
        unnoted = uow.now - login.seen_at >= logins.SEEN_EVERY
    if unnoted:
        with suppress(StorageAway), noting(store, actor) as uow:
            if held := logins.held(uow, data["session_id"], data["person_id"]):
                held.seen_at = uow.now
    return found


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


def me(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """The caller as the archive has them now, a program as its key has just opened; raise
    `NotAuthenticated` once the login is closed."""
    if uow.caller.is_program:
        return program_view(uow.caller)
    found = claims(uow, uow.actor.id)
    if found is None:
        raise NotAuthenticated
    return found


def program_view(caller: Actor) -> dict[str, Any]:
    """Who acts by a key."""
    return {
        "id": caller.id,
        "name": caller.name,
        "roles": sorted(caller.roles),
        "household_ids": [],
        "grants": [
            {"role": role, "community_id": one} for role, one in sorted(caller.held, key=str)
        ],
    }

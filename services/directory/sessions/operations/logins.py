"""Logins that are open: opened, looked up, ended at once (P03)."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, select

from contracts.directory.events import AccessChanged
from contracts.directory.sessions import LIFETIMES, SessionEnd, SessionKind
from foundation import config
from foundation.clock import SystemClock
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.tables import Account
from services.directory.sessions.tables import LoginSession

SEEN_EVERY = timedelta(minutes=5)
"""How exact it is said when a login was last used."""
KEPT = timedelta(days=30)
"""How long an expired login is still to be found in the database."""
OPEN: Final = and_(
    LoginSession.person_id == bindparam("person_id"),
    LoginSession.ended_at.is_(None),
    LoginSession.expires_at > bindparam("machine_now"),
)
"""That a login of a person holds; compared with what `of_person` says."""
HELD: Final = select(LoginSession).where(OPEN, LoginSession.id == bindparam("session_id"))
ALL_HELD: Final = select(LoginSession).where(OPEN).with_for_update()


def machine_now() -> datetime:
    """The machine's time: a day that the demo clock skips logs nobody out."""
    return SystemClock().now()


def opens(account: Account) -> bool:
    """Whether an account opens; see `is_open`."""
    return account.person.active and is_open(account)


def is_open(account: Any) -> bool:
    """Whether the account of somebody who is with us still opens; those of the made-up community do
    in demo mode only."""
    return not account.disabled and (config.settings().demo or not account.demo)


def enter(
    uow: UnitOfWork, person_id: str, kind: str, user_agent: str, company: str | None = None
) -> LoginSession:
    """Open a login, and clear away what the person's old ones have left."""
    now = machine_now()
    old = (LoginSession.person_id == person_id) & (LoginSession.expires_at < now - KEPT)
    uow.session.execute(delete(LoginSession).where(old))
    opened = LoginSession(
        id=uow.new_id(),
        person_id=person_id,
        kind=kind,
        user_agent=user_agent,
        opened_at=uow.now,
        seen_at=uow.now,
        expires_at=now + LIFETIMES[SessionKind(kind)],
        ended_at=None,
        ended_by=None,
        company_identity_id=company,
    )
    uow.session.add(opened)
    return opened


def of_person(person_id: str) -> dict[str, Any]:
    """Whose logins are looked for, and when."""
    return {"person_id": person_id, "machine_now": machine_now()}


def held(uow: UnitOfWork, session_id: str, person_id: str) -> LoginSession | None:
    """The login of this person if it still holds."""
    values = {**of_person(person_id), "session_id": session_id}
    found: LoginSession | None = uow.session.scalar(HELD, values)
    return found


def reset(uow: UnitOfWork, account: Account, password_hash: str) -> None:
    """Somebody else has set a new password: what the old one has opened ends."""
    account.password_hash, account.demo, account.changed_at = password_hash, False, uow.now
    end_all(uow, account.person_id, SessionEnd.PASSWORD_RESET)


def end(uow: UnitOfWork, login: LoginSession, why: SessionEnd) -> None:
    """End one login and publish it."""
    login.ended_at, login.ended_by = uow.now, why
    access_changed(uow, login.person_id)


def end_all(uow: UnitOfWork, person_id: str, why: SessionEnd) -> None:
    """End all logins of a person and publish it."""
    for login in uow.session.scalars(ALL_HELD, of_person(person_id)):
        login.ended_at, login.ended_by = uow.now, why
    access_changed(uow, person_id)


def end_by_company(uow: UnitOfWork, person_id: str, identity_id: str, why: SessionEnd) -> None:
    """End all logins of a person that a company account has opened, and publish it."""
    for login in uow.session.scalars(ALL_HELD, of_person(person_id)):
        if login.company_identity_id == identity_id:
            login.ended_at, login.ended_by = uow.now, why
    access_changed(uow, person_id)


def end_others(uow: UnitOfWork, person_id: str, kept: str, why: SessionEnd) -> None:
    """End all logins of a person but one."""
    for login in uow.session.scalars(ALL_HELD, of_person(person_id)):
        if login.id != kept:
            login.ended_at, login.ended_by = uow.now, why
    access_changed(uow, person_id)


def access_changed(uow: UnitOfWork, person_id: str) -> None:
    """Publish that what the person's logins open has changed."""
    uow.emit(AccessChanged, person_id, {"person_id": person_id})

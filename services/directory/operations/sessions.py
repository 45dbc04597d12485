"""Who somebody is: logging in, `me`, changing the own password."""

from typing import Any

from sqlalchemy import select

from foundation import config
from foundation.actor import Actor
from foundation.errors import NotAuthenticated
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.credentials import NOBODY, hashed, is_password
from services.directory.domain.passwords import is_weak
from services.directory.domain.policy import DirectoryPolicy
from services.directory.errors import BadCredentials, WeakPassword
from services.directory.tables import Account, Person


def authenticate(store: Store, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """Whose user name and password these are; raise `BadCredentials` without saying why.

    An unknown user costs the same work as a wrong password. Accounts of the made-up community
    open in demo mode only.
    """
    with store.read(actor) as work:
        account = account_named(work, data["username"])
        known = None if account is None else account.password_hash
        claims = None if account is None else claims_of(account)
    right = is_password(known or NOBODY, data["password"])
    if claims is None or not right:
        raise BadCredentials
    return claims


def account_named(work: UnitOfWork, username: str) -> Account | None:
    """The account of a user name as people type it."""
    return work.session.scalar(select(Account).where(Account.username == username.strip().lower()))


def claims_of(account: Account) -> dict[str, Any] | None:
    """The actor that an account opens, or None while it opens nothing."""
    person = account.person
    closed = account.disabled or not person.active
    if closed or (account.demo and not config.settings().demo):
        return None
    return actor_view(person)


def me(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The caller as the archive has them now; raise `NotAuthenticated` once the login is closed."""
    person = work.session.get(Person, work.actor.id)
    if person is None or person.account is None or claims_of(person.account) is None:
        raise NotAuthenticated
    return actor_view(person)


def actor_view(person: Person) -> dict[str, Any]:
    """A person as the actor of calls."""
    return {
        "id": person.id,
        "name": person.name,
        "roles": person.roles,
        "household_ids": person.household_ids,
    }


def change_password(store: Store, actor: Actor, data: dict[str, Any]) -> None:
    """Set a new password; raise `BadCredentials` if the old one is not right, `WeakPassword`."""
    with store.read(actor) as work:
        account = work.session.get(Account, actor.id)
        if account is None:
            raise NotAuthenticated
        old_hash = account.password_hash
        require_strong(work, data["new_password"], account.username, field="new_password")
    if not is_password(old_hash, data["old_password"]):
        raise BadCredentials(field="old_password")
    new_hash = hashed(data["new_password"])
    with store.write(actor, "directory.change_password") as work:
        account = work.load(Account, actor.id)
        if account.password_hash != old_hash:  # changed meanwhile: the old one is not right
            raise BadCredentials(field="old_password")
        account.password_hash = new_hash
        account.demo = False
        account.changed_at = work.now
        work.subject("account", actor.id)


def require_strong(work: UnitOfWork, password: str, username: str, *, field: str) -> None:
    """Raise `WeakPassword` for one that is easy to guess."""
    least = work.policy(DirectoryPolicy).password_min_length
    if is_weak(password, username, least):
        raise WeakPassword(field=field, min_length=least)

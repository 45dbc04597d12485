"""Logins of people: opened, disabled and reset by the administrator; one's own password (P03)."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from contracts.directory.codes import RoleRequestKind, SessionEnd, SessionKind
from contracts.directory.refusals import NothingToChange, UsernameTaken
from foundation.actor import Actor
from foundation.errors import BadCredentials, NotAuthenticated
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.passwords.operations import hashed, is_password, require_strong
from services.directory.people.operations import person_changed
from services.directory.people.tables import Account, Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.sessions.operations import logins
from services.directory.sessions.operations.authenticate import claims_of


def with_hash(data: dict[str, Any]) -> dict[str, Any]:
    """The payload with the password's hash beside it; hashing takes too long for a unit."""
    if "password" in data:
        data["password_hash"] = hashed(data["password"])
    return data


def create(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Open a login for a person; raise `UsernameTaken`, `WeakPassword`."""
    person = work.load(Person, data["person_id"])
    if person.account is not None:
        raise UsernameTaken(field="person_id", username=person.account.username)
    require_strong(work, data["password"], data["username"], field="password")
    account = Account(
        person=person,
        username=data["username"],
        password_hash=data["password_hash"],
        demo=False,
        disabled=False,
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(account)
    work.subject("account", person.id)
    try:
        work.session.flush()
    except IntegrityError as error:
        raise UsernameTaken(field="username", username=data["username"]) from error
    person_changed(work, person)
    work.subject("account", person.id)
    return account_view(account)


def change(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Disable or enable a login, or set a new password for who has lost it.

    The password of somebody else whose role two persons give waits for the second, as the role
    does: who sets a password could act as that person (P03).
    """
    if not data.keys() & {"disabled", "password"}:
        raise NothingToChange
    staff = rights.locked_staff(work)
    account = work.load(Account, data["person_id"])
    person, was_disabled = account.person, account.disabled
    was_admin, decided = rights.is_open_admin(person), rights.decides(person)
    waits = "password" in data and password_by_two(work, staff, person)
    if "disabled" in data:
        account.disabled = data["disabled"]
        if account.disabled:
            logins.end_all(work, account.person_id, SessionEnd.ACCOUNT_CLOSED)
        if was_admin and account.disabled:
            rights.require_an_admin_left(one for one in staff if one.id != account.person_id)
        if decided and account.disabled:
            rights.require_a_second_left(work, staff, person.id)
    if "password" in data:
        require_strong(work, data["password"], account.username, field="password")
        if waits:
            role_requests.ask_for_password(work, person, data["password_hash"])
        else:
            role_requests.replace_waiting(work, person.id, RoleRequestKind.PASSWORD)
            logins.reset(work, account, data["password_hash"])
    if account.disabled != was_disabled:
        person_changed(work, person)
    account.changed_at = work.now
    work.subject("account", account.person_id)
    return account_view(account) | {"requested_password": waits}


def password_by_two(work: UnitOfWork, staff: list[Person], person: Person) -> bool:
    """Whether a second person must decide on a new password of this person's (P03)."""
    another = work.actor.id != person.id
    return another and role_requests.by_two(work, staff, person.id, set(person.roles))


def account_view(account: Account) -> dict[str, Any]:
    """A login."""
    return {
        "person_id": account.person_id,
        "username": account.username,
        "disabled": account.disabled,
    }


def change_password(store: Store, actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """Set a new password; raise `BadCredentials` if the old one is not right, `WeakPassword`.

    Every login ends, copies of the caller's own included; the caller goes on under a new one. A
    new password that waits for a second person is needed no more.
    """
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
        claims = claims_of(account)
        if claims is None:
            raise NotAuthenticated
        account.password_hash = new_hash
        account.demo = False
        account.changed_at = work.now
        work.subject("account", actor.id)
        role_requests.replace_waiting(work, actor.id, RoleRequestKind.PASSWORD)
        present = logins.held(work, actor.session, actor.id)
        logins.end_all(work, actor.id, SessionEnd.PASSWORD_CHANGED)
        kind = present.kind if present else SessionKind.API
        opened = logins.enter(work, actor.id, kind, present.user_agent if present else "")
        return claims | {"session_id": opened.id}

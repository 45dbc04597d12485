"""Logins of people: opened, disabled and reset by the administrator; one's own password (P03)."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from contracts.directory.accounts import UsernameTaken
from contracts.directory.changes import NothingToChange
from contracts.directory.request_types import (
    ChangeAccountRequest,
    ChangePasswordRequest,
    CreateAccountRequest,
)
from contracts.directory.role_requests import RoleRequestKind
from contracts.directory.sessions import SessionEnd, SessionKind
from foundation.actor import Actor
from foundation.errors import BadCredentials, NotAuthenticated
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.tables import Community
from services.directory.company.tables import Company
from services.directory.links import operations as links
from services.directory.passwords.operations import NOBODY as UNKNOWN
from services.directory.passwords.operations import hashed, is_password, require_strong
from services.directory.people.operations import person_changed
from services.directory.people.queries import load_person, require_known
from services.directory.people.tables import Account, Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.sessions.operations import logins
from services.directory.sessions.queries import claims

NEEDED_NO_MORE = (RoleRequestKind.PASSWORD, RoleRequestKind.LINK)
"""What need not be decided on any more once there is a new password."""


COMPANY_NAMES = select(Company.name, Company.name_en, Company.phone)
COMMUNITY_NAMES = select(Community.name, Community.name_en, Community.service_phone)


class HashedAccount(CreateAccountRequest):
    """The request with the password's hash beside it: hashing takes too long for a unit."""

    password_hash: str


class HashedChange(ChangeAccountRequest):
    """As `HashedAccount`; without a hash where no password is named."""

    password_hash: str | None


def with_hash(data: CreateAccountRequest) -> HashedAccount:
    """Hash the password."""
    return {**data, "password_hash": hashed(data["password"])}


def with_new_hash(data: ChangeAccountRequest) -> HashedChange:
    """Hash the new password, if there is one."""
    return {**data, "password_hash": hashed(data["password"]) if "password" in data else None}


def create(uow: UnitOfWork, data: HashedAccount) -> dict[str, Any]:
    """Open a login for a person; raise `UsernameTaken`, `WeakPassword`, `PersonErased`, and
    `Forbidden` for one of who works elsewhere as well: a login opens all that its person holds
    (P01)."""
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    require_known(person)
    if person.account is not None:
        raise UsernameTaken(field="person_id", username=person.account.username)
    own = words_of(uow, person)
    require_strong(uow, data["password"], data["username"], field="password", own=own)
    links.end_all(uow, person.id)
    return account_view(open_account(uow, person, data["username"], data["password_hash"]))


def open_account(uow: UnitOfWork, person: Person, username: str, password_hash: str) -> Account:
    """Enter a login; raise `UsernameTaken`."""
    account = Account(
        person=person,
        username=username,
        password_hash=password_hash,
        demo=False,
        disabled=False,
        contact_held=False,
        created_at=uow.now,
        changed_at=uow.now,
    )
    uow.session.add(account)
    uow.subject("account", person.id)
    try:
        uow.session.flush()
    except IntegrityError as error:
        raise UsernameTaken(field="username", username=username) from error
    person_changed(uow, person)
    uow.subject("account", person.id)
    return account


def change(uow: UnitOfWork, data: HashedChange) -> dict[str, Any]:
    """Disable or enable a login, or set a new password for who has lost it; raise `Forbidden` for
    that of who works elsewhere as well (P01).

    The password of somebody else whose role two persons give waits for the second, as the role
    does: who sets a password could act as that person (P03).
    """
    if not data.keys() & {"disabled", "password"}:
        raise NothingToChange
    staff = rights.locked_staff(uow)
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    require_known(person)
    account = uow.load(Account, person.id)
    enter_place_of(uow, person)
    was_disabled = account.disabled
    waits = "password" in data and password_by_two(uow, staff, person)
    if "disabled" in data:
        if data["disabled"]:
            rights.require_others_left(uow, staff, person)
        account.disabled = data["disabled"]
        if account.disabled:
            links.end_all(uow, person.id)
            logins.end_all(uow, account.person_id, SessionEnd.ACCOUNT_CLOSED)
    if "password" in data and data["password_hash"]:
        own = words_of(uow, person)
        require_strong(uow, data["password"], account.username, field="password", own=own)
        if waits:
            role_requests.ask_for_password(uow, person, data["password_hash"])
        else:
            links.end_all(uow, person.id)
            role_requests.replace_waiting(uow, person.id, *NEEDED_NO_MORE)
            logins.reset(uow, account, data["password_hash"])
    if account.disabled != was_disabled:
        person_changed(uow, person)
    account.changed_at = uow.now
    uow.subject("account", account.person_id)
    return account_view(account) | {"requested_password": waits}


def shut_out(uow: UnitOfWork, staff: list[Person], person: Person) -> None:
    """No password opens the account until there is a new one, and what the old one has opened ends.
    Raise as for one that is disabled, `LastAdmin` and `LastSecondPerson`."""
    rights.require_others_left(uow, staff, person)
    logins.reset(uow, uow.load(Account, person.id), UNKNOWN)


def words_of(uow: UnitOfWork, person: Person) -> list[str | None]:
    """What whoever knows a person tries first: names and numbers, the company, its communities."""
    company = [name for row in uow.rows(COMPANY_NAMES) for name in row]
    places = [name for row in uow.rows(COMMUNITY_NAMES) for name in row]
    return [person.name, person.phone, person.email, *company, *places]


def enter_place_of(uow: UnitOfWork, person: Person) -> None:
    """Go on where somebody works, if that is one community: there the second person decides."""
    places = {one.community for one in person.grants}
    place = places.pop() if len(places) == 1 else None
    if place is not None and not uow.caller.at_console:
        uow.enter(place)


def password_by_two(uow: UnitOfWork, staff: list[Person], person: Person) -> bool:
    """Whether a second person must decide on a new password of this person's (P03)."""
    another = uow.actor.id != person.id
    return another and role_requests.by_two(uow, staff, person.id, set(person.roles))


def account_view(account: Account) -> dict[str, Any]:
    """A login."""
    return {
        "person_id": account.person_id,
        "username": account.username,
        "disabled": account.disabled,
    }


def change_password(store: Store, actor: Actor, data: ChangePasswordRequest) -> dict[str, Any]:
    """Set a new password; raise `BadCredentials` if the old one is not right, `WeakPassword`.

    Every login ends, copies of the caller's own included; the caller goes on under a new one. A
    new password that waits for a second person is needed no more.
    """
    with store.read(actor) as uow:
        account = uow.session.get(Account, actor.id)
        if account is None:
            raise NotAuthenticated
        old_hash = account.password_hash
        own = words_of(uow, account.person)
        require_strong(uow, data["new_password"], account.username, field="new_password", own=own)
    if not is_password(old_hash, data["old_password"]):
        raise BadCredentials(field="old_password")
    new_hash = hashed(data["new_password"])
    with store.write(actor, "directory.change_password") as uow:
        account = uow.load(Account, actor.id)
        if account.password_hash != old_hash:  # changed meanwhile: the old one is not right
            raise BadCredentials(field="old_password")
        found = claims(uow, actor.id)
        if found is None:
            raise NotAuthenticated
        account.password_hash = new_hash
        account.demo = False
        account.changed_at = uow.now
        uow.subject("account", actor.id)
        links.end_all(uow, actor.id)
        role_requests.replace_waiting(uow, actor.id, *NEEDED_NO_MORE)
        present = logins.held(uow, actor.session, actor.id)
        logins.end_all(uow, actor.id, SessionEnd.PASSWORD_CHANGED)
        kind = present.kind if present else SessionKind.API
        opened = logins.enter(uow, actor.id, kind, present.user_agent if present else "")
        return found | {"session_id": opened.id}

"""Links given to people, and the passwords that they choose by them (P03)."""

from typing import Any

from contracts.directory.links import (
    ClosedPerson,
    HasAccount,
    LinkKind,
    LinkReplaced,
    NoAccount,
)
from contracts.directory.request_types import (
    GetAccessRequest,
    InviteRequest,
    OpenLinkRequest,
    ResetPasswordRequest,
    UseLinkRequest,
)
from foundation.actor import Actor
from foundation.errors import InvalidInput
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.accounts import operations as accounts
from services.directory.enrolment import operations as enrolment
from services.directory.links import operations as links
from services.directory.links.tables import OneTimeLink
from services.directory.opening import operations as opening
from services.directory.passwords.operations import hashed, require_strong
from services.directory.people.queries import find_homes, load_person
from services.directory.people.tables import Person
from services.directory.policy import DirectoryPolicy
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.sessions.operations import logins


def invite(uow: UnitOfWork, data: InviteRequest) -> dict[str, Any]:
    """A link by which somebody opens an account; raise `HasAccount`, and as `give`."""
    staff = rights.locked_staff(uow)
    person = load_person(uow, data["person_id"])
    if person.account is not None:
        raise HasAccount(field="person_id", name=person.name)
    return give(uow, staff, person, LinkKind.INVITATION)


def reset(uow: UnitOfWork, data: ResetPasswordRequest) -> dict[str, Any]:
    """A link by which somebody sets a new password; raise `NoAccount`, and as `give`. Where the old
    one is to open nothing at once, also as `accounts.shut_out`."""
    staff = rights.locked_staff(uow)
    person = load_person(uow, data["person_id"])
    if person.account is None:
        raise NoAccount(field="person_id", name=person.name)
    given = give(uow, staff, person, LinkKind.RESET)
    if data["at_once"]:
        accounts.shut_out(uow, staff, person)
    return given


def give(uow: UnitOfWork, staff: list[Person], person: Person, kind: LinkKind) -> dict[str, Any]:
    """Make a link for somebody; raise `ClosedPerson`, and `Forbidden` for one of who works
    elsewhere as well: a login opens all that its person holds (P01).

    Whoever makes a link could use it. So that of who holds a role which two persons give opens once
    the second has agreed, as a new password does.
    """
    rights.require_all_of(uow, person)
    if not person.active or (person.account is not None and person.account.disabled):
        raise ClosedPerson(field="person_id", name=person.name)
    accounts.enter_place_of(uow, person)
    waits = accounts.password_by_two(uow, staff, person)
    role_requests.replace_waiting(uow, person.id, *accounts.NEEDED_NO_MORE)
    link, secret = links.make(uow, person.id, kind, waits=waits)
    if waits:
        role_requests.ask_for_link(uow, person)
    uow.subject("person", person.id)
    return {
        "id": link.id,
        "person_id": person.id,
        "name": person.name,
        "kind": kind,
        "link": f"/join/{secret}",
        "hours": uow.policy(DirectoryPolicy).link_hours,
        "expires_at": link.expires_at,
        "waits": waits,
    }


def open_link(uow: UnitOfWork, data: OpenLinkRequest) -> dict[str, Any]:
    """What a link is for; raises as `links.held`, and `LinkReplaced` once its person has left."""
    link = links.held(uow, data["token"])
    person = holder(uow, link)
    return {
        "kind": link.kind,
        "name": person.name,
        "username": person.username,
        "expires_at": link.expires_at,
        "min_length": uow.policy(DirectoryPolicy).password_min_length,
    }


def holder(uow: UnitOfWork, link: OneTimeLink) -> Person:
    """Whose link it is; raise `LinkReplaced` where it no longer fits them."""
    person = uow.load(Person, link.person_id)
    account = person.account
    fits = (account is None) == LinkKind(link.kind).is_invitation
    if not person.active or not fits or (account is not None and account.disabled):
        raise LinkReplaced
    return person


def use_link(store: Store, actor: Actor, data: UseLinkRequest) -> dict[str, Any]:
    """Set the password that whoever holds the link has chosen, and of an invitation the user name.

    Raises as `open_link`, and `InvalidInput` without a user name, `UsernameTaken`, `WeakPassword`;
    by the link of the opening as `opening.introduce`.
    The link is used only where all of it is right.
    """
    with store.read(actor) as uow:
        link = links.held(uow, data["token"])
        person = holder(uow, link)
        opening.require_fitting(link.kind, data)
        username = wanted_name(person, data)
        own = [*accounts.words_of(uow, person), data["name"]]
        require_strong(uow, data["password"], username, field="password", own=own)
    password_hash = hashed(data["password"])
    with store.write(actor, "directory.use_link") as uow:
        link = links.held(uow, data["token"])
        person = holder(uow, link)
        if link.kind == LinkKind.OPENING:
            opening.introduce(uow, person, data)
        if person.account is None:
            find_homes(uow, person)
            accounts.open_account(uow, person, username, password_hash)
        else:
            logins.reset(uow, person.account, password_hash)
            role_requests.replace_waiting(uow, person.id, *accounts.NEEDED_NO_MORE)
        link.used_at = uow.now
        uow.subject("account", person.id)
        return {"username": username}


def wanted_name(person: Person, data: UseLinkRequest) -> str:
    """The user name from now on; raise `InvalidInput` where one must be chosen, or none can be."""
    known, chosen = person.username, data["username"]
    if known is None and not chosen:
        raise InvalidInput("Missing data for required field.", field="username")
    if known is not None and chosen not in (None, known):
        raise InvalidInput("The user name stays as it is.", field="username")
    return str(known or chosen)


def access(uow: UnitOfWork, data: GetAccessRequest) -> dict[str, Any]:
    """What somebody logs in by; raise `Forbidden` where they work elsewhere as well (P01)."""
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    link, account = links.last_open(uow, person.id), person.account
    factor = account and enrolment.told(uow, person.id, person.roles, account)
    return {
        "person_id": person.id,
        "username": person.username,
        "disabled": person.account is not None and person.account.disabled,
        "second_factor": factor,
        "link": None if link is None else link._asdict() | {"waits": link.expires_at is None},
    }

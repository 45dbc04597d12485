"""A link for who has forgotten the password, and where messages to oneself go (P03)."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.events import PasswordForgotten
from contracts.directory.links import LinkKind
from contracts.directory.request_types import (
    ChangeContactRequest,
    NothingRequest,
    SendLinkRequest,
)
from foundation.actor import Actor
from foundation.errors import NotAuthenticated
from foundation.masking import mask_phone
from foundation.payload import rest
from foundation.sealing import is_ready, seal
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.changes.operations.assign import assign
from services.directory.enrolment.operations import require_password
from services.directory.links import operations as links
from services.directory.people.operations import person_changed
from services.directory.people.queries import find_homes
from services.directory.people.tables import Account, Person
from services.directory.rights import operations as rights
from services.directory.role_requests import operations as role_requests
from services.directory.sessions.operations import logins

PURPOSE = "links in messages"
"""For which a link is sealed on its way; notices unseals it when it leaves."""
EVERY = timedelta(minutes=5)
"""How often somebody is sent one."""
NAMED: Final = select(Account.person_id).where(Account.username == bindparam("said"))
ADDRESSED: Final = (
    select(Account.person_id)
    .join(Person, Person.id == Account.person_id)
    .where(Person.email == bindparam("said"))
    .limit(2)
)
CONTACT: Final = select(Person.email, Person.phone).where(Person.id == bindparam("person_id"))


def forgot(uow: UnitOfWork, data: SendLinkRequest) -> None:
    """Have a link sent to whose user name or mail address this is, if it can be; nobody is told
    whether it was.

    Not to accounts of the demonstration, to who has no address or one that somebody else has set,
    and not twice within minutes. Who holds a role that two persons give is told to ask them.
    """
    staff = rights.locked_staff(uow)
    person_id = whose(uow, data["username"].strip().lower())
    person = None if person_id is None else uow.find(Person, person_id)
    if person is None or person.account is None or not can_be_sent(person):
        return
    last = links.last_open(uow, person.id)
    if last is not None and last.made_at > uow.now - EVERY:
        return
    payload: dict[str, Any] = {"person_id": person.id, "link": None, "expires_at": None}
    if not role_requests.by_two(uow, staff, person.id, set(person.roles)):
        link, secret = links.make(uow, person.id, LinkKind.RESET, waits=False)
        address = f"{data['site'].rstrip('/')}/join/{secret}"
        payload |= {"link": seal(PURPOSE, person.id, address), "expires_at": link.expires_at}
    uow.subject("person", person.id)
    uow.emit(PasswordForgotten, person.id, payload)


def whose(uow: UnitOfWork, said: str) -> str | None:
    """Id of the person with this user name, or alone with this mail address."""
    for statement in (NAMED, ADDRESSED):
        found = uow.session.scalars(statement, {"said": said}).all()
        if len(found) == 1:
            return str(found[0])
    return None


def can_be_sent(person: Person) -> bool:
    """Whether a link may leave for somebody."""
    account = person.account
    return (
        account is not None
        and is_ready()
        and logins.opens(account)
        and not account.demo
        and not account.contact_held
        and bool(person.email or person.phone)
    )


def own_contact(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Where messages to the caller go."""
    for row in uow.rows(CONTACT, person_id=uow.caller.id):
        return {"email": row.email, "phone_masked": mask_phone(row.phone)}
    raise NotAuthenticated


def change_contact(store: Store, actor: Actor, data: ChangeContactRequest) -> dict[str, Any]:
    """Have messages go there from now on; raise `BadCredentials`."""
    require_password(store, actor, data["old_password"])
    with store.write(actor, "directory.change_contact") as uow:
        person = uow.load(Person, actor.id)
        find_homes(uow, person)
        before, _ = assign(person, rest(data, "old_password"))
        if person.account is not None:
            person.account.contact_held = False
        if before:
            person_changed(uow, person)
        return own_contact(uow, {})

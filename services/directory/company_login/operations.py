"""Logging in whom the company's provider has told us (P06)."""

from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.directory.company_login import CompanyLoginUnknown
from contracts.directory.request_types import LogInByCompanyRequest
from foundation.actor import Actor
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.tables import Account, Person
from services.directory.policy import DirectoryPolicy
from services.directory.sessions.operations import logins
from services.directory.sessions.operations.authenticate import enter, require_factor
from services.directory.sessions.queries import account_of
from services.directory.sessions.tables import CompanyIdentity

PEOPLE: Final = Person.__table__.c
ACCOUNTS: Final = Account.__table__.c
KNOWN: Final = CompanyIdentity.__table__.c
STAFF: Final = (
    select(PEOPLE.id, ACCOUNTS.username)
    .join(Account.__table__, ACCOUNTS.person_id == PEOPLE.id)
    .where(PEOPLE.staff, PEOPLE.active)
)
BY_SUBJECT: Final = STAFF.join(CompanyIdentity.__table__, KNOWN.person_id == PEOPLE.id).where(
    KNOWN.issuer == bindparam("issuer"), KNOWN.subject == bindparam("subject")
)
TAKEN: Final = select(KNOWN.id, KNOWN.person_id).where(
    KNOWN.issuer == bindparam("issuer"), KNOWN.subject == bindparam("subject")
)
BY_MAIL: Final = STAFF.where(
    func.lower(PEOPLE.email) == bindparam("email"), ACCOUNTS.contact_held.is_(False)
)
"""Not by an address that somebody has entered who may give nobody access."""


def log_in(store: Store, actor: Actor, data: LogInByCompanyRequest) -> dict[str, Any]:
    """Open a session for the one of the staff whose company account this is.

    Nobody is entered and no right is given: raise `CompanyLoginUnknown` where there is no open
    account of one member of staff. What the second factor keeps from it is raised as at any login,
    unless the policy says that the provider's counts.
    """
    with store.read(actor) as uow:
        found, is_new = person_of(uow, data)
        known = account_of(uow, found.id) if found else None
        counts = uow.policy(DirectoryPolicy).company_login_is_enough
    if found is None or known is None or not logins.is_open(known):
        raise CompanyLoginUnknown
    if is_new:
        link(store, actor, found.id, data)
    identity = identity_of(store, actor, found.id, data)
    if not counts:
        require_factor(store, actor, known, None, identity)
    return enter(store, actor, known, data, identity) | {"username": found.username}


def identity_of(store: Store, actor: Actor, person_id: str, data: LogInByCompanyRequest) -> str:
    """The link between the company account and the person; raise `CompanyLoginUnknown` where it
    was unlinked meanwhile, or somebody else's."""
    named = {"issuer": data["issuer"], "subject": data["subject"]}
    with store.read(actor) as uow:
        for one in uow.rows(TAKEN, **named):
            if one.person_id == person_id:
                return str(one.id)
    raise CompanyLoginUnknown


def person_of(uow: UnitOfWork, data: LogInByCompanyRequest) -> tuple[Any, bool]:
    """Whose company account it is, and whether that is found by the mail address alone. Where two
    have the address it is nobody's; an account that is known is no other's, whatever its mail."""
    named = {"issuer": data["issuer"], "subject": data["subject"]}
    if uow.rows(TAKEN, **named):
        return next(iter(uow.rows(BY_SUBJECT, **named)), None), False
    if not data["email"]:
        return None, False
    people = list(uow.rows(BY_MAIL, email=data["email"].lower()))
    return (people[0], True) if len(people) == 1 else (None, False)


def link(store: Store, actor: Actor, person_id: str, data: LogInByCompanyRequest) -> None:
    """Know it from now on by what the provider calls the person for good."""
    with store.write(actor, "directory.log_in_by_company") as uow:
        row = {
            "id": uow.new_id(),
            "person_id": person_id,
            "issuer": data["issuer"],
            "subject": data["subject"],
            "linked_at": uow.now,
        }
        table: Any = CompanyIdentity.__table__
        done: Any = uow.session.execute(uow.insert_ignoring(table), row)
        if done.rowcount:
            uow.trail.note(table.name, str(row["id"]), person_id=person_id, subject=data["subject"])
            uow.subject("account", person_id)

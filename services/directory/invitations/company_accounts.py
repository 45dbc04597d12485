"""The company accounts of somebody: shown, and unlinked by an administrator (P03, P06)."""

from collections import Counter
from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.request_types import (
    ListCompanyIdentitiesRequest,
    UnlinkCompanyIdentityRequest,
)
from contracts.directory.sessions import SessionEnd
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.queries import load_person
from services.directory.rights import operations as rights
from services.directory.sessions.operations import logins
from services.directory.sessions.tables import CompanyIdentity, LoginSession

KNOWN: Final = CompanyIdentity.__table__.c
OF_PERSON: Final = (
    select(CompanyIdentity.__table__)
    .where(KNOWN.person_id == bindparam("person_id"))
    .order_by(KNOWN.id.desc())
)
OPEN_ONES: Final = select(LoginSession.company_identity_id).where(logins.OPEN)


def list_of(uow: UnitOfWork, data: ListCompanyIdentitiesRequest) -> dict[str, Any]:
    """The company accounts by which a person logs in, newest first, with how many logins hold;
    raise `Forbidden` where the person works elsewhere as well (P01)."""
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    held = uow.rows(OPEN_ONES, **logins.of_person(person.id))
    opened = Counter(one.company_identity_id for one in held)
    return {
        "items": [
            {
                "id": one.id,
                "issuer": one.issuer,
                "subject": one.subject,
                "linked_at": one.linked_at,
                "open_logins": opened[one.id],
            }
            for one in uow.rows(OF_PERSON, person_id=person.id)
        ]
    }


def unlink(uow: UnitOfWork, data: UnlinkCompanyIdentityRequest) -> None:
    """Know it as this person's no more; what it has opened ends at once. Raise `NotFound` for one
    that is not there or is another's, and `Forbidden` where the person works elsewhere as well
    (P01)."""
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    identity = uow.find(CompanyIdentity, data["identity_id"])
    if identity is None or identity.person_id != person.id:
        raise NotFound(field="identity_id")
    logins.end_by_company(uow, person.id, identity.id, SessionEnd.COMPANY_UNLINKED)
    uow.session.delete(identity)
    uow.subject("account", person.id)

"""Somebody else's logins: listed, and one of them ended, by an administrator (P03)."""

from typing import Any

from contracts.directory.request_types import EndPersonSessionRequest, ListPersonSessionsRequest
from contracts.directory.sessions import SessionEnd
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.people.queries import load_person
from services.directory.rights import operations as rights
from services.directory.sessions.operations import logins
from services.directory.sessions.operations.authenticate import LOGINS, session_view


def list_of(uow: UnitOfWork, data: ListPersonSessionsRequest) -> dict[str, Any]:
    """Logins of a person that hold, newest first; raise `Forbidden` where the person works
    elsewhere as well (P01)."""
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    found = LOGINS.page(uow, data, **logins.of_person(person.id))
    return found | {"items": [session_view(uow, login) for login in found["items"]]}


def end_of(uow: UnitOfWork, data: EndPersonSessionRequest) -> None:
    """End one of them; raise `NotFound` for one that is not there, has ended, or is another's, and
    `Forbidden` where the person works elsewhere as well (P01)."""
    person = load_person(uow, data["person_id"])
    rights.require_all_of(uow, person)
    login = logins.held(uow, data["session_id"], person.id)
    if login is None:
        raise NotFound(field="session_id")
    uow.subject("session", login.id)
    logins.end(uow, login, SessionEnd.ENDED_BY_ADMIN)

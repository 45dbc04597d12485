"""The first administrator: a link printed at the console, and what they say of themselves (P02)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import exists, select

from contracts.directory import methods
from contracts.directory.links import LinkKind, OpenAlready
from contracts.directory.request_types import UseLinkRequest
from contracts.roles import Role
from foundation.actor import Grant
from foundation.bound_method import decode
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.access.operations import join
from services.directory.links import operations as links
from services.directory.links.tables import OneTimeLink
from services.directory.people.operations import hold_grants
from services.directory.people.queries import load_person
from services.directory.people.tables import Account, Person

UNNAMED = "系统管理员"
"""What the first administrator is called until they say their name."""
ANY_ACCOUNT: Final = select(exists(select(Account.person_id)))
LAST: Final = (
    select(OneTimeLink.person_id)
    .where(OneTimeLink.kind == LinkKind.OPENING)
    .order_by(OneTimeLink.id.desc())
    .limit(1)
)


def is_open(uow: UnitOfWork) -> bool:
    """Whether anybody has an account."""
    return bool(uow.session.scalar(ANY_ACCOUNT))


def link(uow: UnitOfWork) -> str:
    """The path by which the first administrator comes in, once; an earlier one holds no longer.

    Raise `OpenAlready` where anybody has an account.
    """
    if is_open(uow):
        raise OpenAlready
    known = uow.session.scalar(LAST)
    person = load_person(uow, known) if known else entered(uow)
    uow.subject("person", person.id)
    _link, secret = links.make(uow, person.id, LinkKind.OPENING, waits=False)
    return f"/join/{secret}"


def entered(uow: UnitOfWork) -> Person:
    """Somebody who is to administer all."""
    asked = {"name": UNNAMED, "roles": [Role.ADMIN]}
    made = join.create(uow, decode(methods.CREATE_PERSON.request(), asked))
    return load_person(uow, made["id"])


def introduce(uow: UnitOfWork, person: Person, data: UseLinkRequest) -> None:
    """What the first administrator says of themselves.

    Raise `OpenAlready` where somebody came before.
    """
    if is_open(uow):
        raise OpenAlready
    person.name = str(data["name"])
    also: Sequence[str] = data["roles"]
    hold_grants(uow, person, person.grants | {Grant(role, None) for role in also}, [Role.ADMIN])


def require_fitting(kind: str, data: UseLinkRequest) -> None:
    """Raise `InvalidInput` where the first administrator has no name, or another says one."""
    first = kind == LinkKind.OPENING
    if first and not data["name"]:
        raise InvalidInput("Missing data for required field.", field="name")
    given: dict[str, Any] = {"name": data["name"], "roles": data["roles"]}
    for field, value in given.items():
        if value and not first:
            raise InvalidInput("Only the first administrator says this here.", field=field)

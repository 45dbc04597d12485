"""Who somebody is: what an account opens, and to whom, as calls carry it (P03, D06)."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from contracts.directory.households import Relation
from foundation.actor import Grant
from foundation.membership import OWNERS
from foundation.storage.filtered import Filtered
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.rules import grants
from services.directory.communities.tables import Assignment
from services.directory.households.tables import Member
from services.directory.people.tables import Account, Person
from services.directory.second_factor.tables import SecondFactor
from services.directory.sessions.operations.logins import is_open

PEOPLE: Final = Person.__table__.c
ACCOUNTS: Final = Account.__table__.c
MEMBERS: Final = Member.__table__.c
WITH: Final = Member.__table__.alias()
LOGINS: Final = Filtered(
    select(
        PEOPLE.id, PEOPLE.name, PEOPLE.roles,
        ACCOUNTS.password_hash, ACCOUNTS.disabled, ACCOUNTS.demo, ACCOUNTS.factor_due_at,
        SecondFactor.__table__.c.confirmed_at.label("factor_since"),
    )
    .join(Account.__table__, ACCOUNTS.person_id == PEOPLE.id)
    .outerjoin(SecondFactor.__table__, SecondFactor.__table__.c.person_id == PEOPLE.id)
    .where(PEOPLE.active),
    {
        "person_id": PEOPLE.id == bindparam("person_id"),
        "username": ACCOUNTS.username == bindparam("username"),
    },
)  # fmt: skip
"""Those who are with us still, with the accounts by which they log in."""
ASSIGNED: Final = select(Assignment.role, Assignment.community_id).where(
    Assignment.person_id == bindparam("person_id")
)
ENTRIES: Final = (
    select(
        MEMBERS.id, MEMBERS.household_id, MEMBERS.community_id, MEMBERS.relation,
        MEMBERS.sees_from, WITH.c.id.label("with_id"), WITH.c.relation.label("with_relation"),
    )
    .outerjoin(
        WITH, (WITH.c.id == MEMBERS.with_id) & (WITH.c.household_id == MEMBERS.household_id)
    )
    .where(MEMBERS.person_id == bindparam("person_id"), MEMBERS.until.is_(None))
    .order_by(MEMBERS.household_id)
)  # fmt: skip
"""The entries of households that a person has now, and with whom."""


def account_named(uow: UnitOfWork, username: str) -> Any:
    """A person with the account of a user name as people type it; None where there is none."""
    found = uow.rows(LOGINS.by(["username"]), username=username.strip().lower())
    return next(iter(found), None)


def account_of(uow: UnitOfWork, person_id: str) -> Any:
    """A person with the account, as `account_named`."""
    return next(iter(uow.rows(LOGINS.by(["person_id"]), person_id=person_id)), None)


def claims(uow: UnitOfWork, person_id: str) -> dict[str, Any] | None:
    """The actor that a person's account opens, or None while it opens nothing."""
    for person in uow.rows(LOGINS.by(["person_id"]), person_id=person_id):
        return actor_view(uow, person) if is_open(person) else None
    return None


def actor_view(uow: UnitOfWork, person: Person) -> dict[str, Any]:
    """A person as the actor of calls."""
    entries = uow.rows(ENTRIES, person_id=person.id)
    assigned = [Grant(*row) for row in uow.rows(ASSIGNED, person_id=person.id)]
    held = grants(person.roles, assigned, (entry.community_id for entry in entries))
    shown = {
        "id": person.id,
        "name": person.name,
        "roles": person.roles,
        "household_ids": list(dict.fromkeys(entry.household_id for entry in entries)),
        "grants": [
            {"role": role, "community_id": community} for role, community in sorted(held, key=str)
        ],
    }
    if not entries:
        return shown
    return shown | {
        "standings": [
            {
                "household_id": entry.household_id,
                "member_id": entry.id,
                "side": side_of(entry),
                "sees_from": entry.sees_from,
            }
            for entry in entries
        ],
    }


def side_of(entry: Any) -> str:
    """Whose papers somebody sees by an entry: the owners', or those of one tenant."""
    if entry.relation == Relation.TENANT:
        return str(entry.id)
    if entry.relation == Relation.FAMILY and entry.with_relation == Relation.TENANT:
        return str(entry.with_id)
    return OWNERS

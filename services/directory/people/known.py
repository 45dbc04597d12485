"""People as lists show them: plain rows, with where roles are held and buildings are (D05, P01)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select

from foundation.actor import Grant
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.rules import Served, grants, served
from services.directory.communities.tables import Assignment, ServedBuilding
from services.directory.households.tables import Member
from services.directory.people.tables import Account, Person

PEOPLE: Final = Person.__table__.c
SHOWN: Final = (
    "id", "name", "roles", "department", "buildings", "skills", "phone", "email", "active",
    "version", "erased_at",
)  # fmt: skip
ROWS: Final = select(*(PEOPLE[name] for name in SHOWN), Account.username).outerjoin(
    Account, Account.person_id == PEOPLE.id
)
"""People with the names by which they log in."""
IDS: Final[Any] = bindparam("ids", expanding=True)
ASSIGNED: Final = select(Assignment.person_id, Assignment.role, Assignment.community_id).where(
    Assignment.person_id.in_(IDS)
)
SERVED: Final = select(
    ServedBuilding.person_id, ServedBuilding.building, ServedBuilding.community_id
).where(ServedBuilding.person_id.in_(IDS))
ENTRIES: Final = (
    select(Member.person_id, Member.household_id, Member.community_id)
    .where(Member.person_id.in_(IDS), Member.until.is_(None))
    .order_by(Member.household_id)
)


@dataclass(frozen=True)
class Known:
    """A person, as `Person` tells of one."""

    id: str
    name: str
    roles: list[str]
    department: str | None
    skills: list[str]
    phone: str | None
    email: str | None
    active: bool
    erased_at: datetime | None
    version: int
    username: str | None
    grants: set[Grant]
    serves: list[Served]
    memberships: Sequence[Any]
    """Their entries of households (`household_id`), each in its community (`community_id`)."""


def known(uow: UnitOfWork, rows: Sequence[Any]) -> list[Known]:
    """The people of some `ROWS`, in their order, with their homes wherever they are."""
    ids = [row.id for row in rows]
    with uow.within(None):
        assigned, noted, entries = (
            by_person(uow.rows(statement, ids=ids)) for statement in (ASSIGNED, SERVED, ENTRIES)
        )
    return [person(row, assigned[row.id], noted[row.id], entries[row.id]) for row in rows]


def by_person(rows: Iterable[Any]) -> Mapping[str, list[Any]]:
    """Rows by the person whom they are about."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def person(
    row: Any, assigned: Iterable[Any], noted: Iterable[Any], entries: Sequence[Any]
) -> Known:
    """A person, by what stands of them elsewhere."""
    said = row._asdict()
    said["username"] = None if row.erased_at else row.username
    held = (Grant(one.role, one.community_id) for one in assigned)
    there = (Served(one.building, one.community_id) for one in noted)
    return Known(
        serves=served(said.pop("buildings"), there),
        grants=grants(row.roles, held, (one.community_id for one in entries)),
        memberships=entries,
        **said,
    )

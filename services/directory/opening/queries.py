"""What the directory knows of the opening: company, communities, people, households, roster."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.directory.company_pictures import CompanyPicture
from contracts.directory.request_types import NothingRequest
from contracts.opening import Step, step
from contracts.roles import Role
from foundation import scope
from foundation.storage.unit_of_work import UnitOfWork
from services.directory.communities.operations import COMMUNITIES
from services.directory.communities.tables import Building
from services.directory.company.operations import COMPANY, public_url
from services.directory.company_pictures.operations import digests
from services.directory.households.tables import Household
from services.directory.opening.operations import is_open
from services.directory.people.tables import Account, Person
from services.directory.roster.tables import Shift

AHEAD = timedelta(days=7)
"""How far a roster is looked at."""
NEEDED = (Role.RECEPTIONIST, Role.STEWARD, Role.ENGINEER, Role.DIRECTOR, Role.FINANCE, Role.ADMIN)
"""Of each there is somebody who can log in: whom the rules send something to."""
HOUSES: Final = select(func.count(Building.id))
HOMES: Final = select(func.count(Household.id))
SHIFTS: Final = select(func.count(Shift.id)).where(
    Shift.cancelled.is_(False),
    Shift.ends_at > bindparam("now"),
    Shift.starts_at < bindparam("until"),
)
WITH_ACCOUNT: Final = (
    select(Person)
    .join(Account, Account.person_id == Person.id)
    .where(Person.active, Person.staff, Account.disabled.is_(False))
)


def opening(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """How far each step is that the directory has to do with."""
    [company] = uow.rows(COMPANY)
    seen = (row for row in uow.rows(COMMUNITIES) if scope.current().sees(row.id))
    places = [row for row in seen if row.closed_at is None]
    grants = {grant for one in uow.session.scalars(WITH_ACCOUNT) for grant in one.grants}
    named = all(every(one.name, one.code) for one in places)
    held = {one.role for one in grants if scope.current().sees(one.community)}
    until = uow.now + AHEAD
    return {
        "items": [
            step(Step.COMPANY, 1, done=every(company.name, company.phone, company.bank_account)),
            step(Step.PUBLIC_URL, int(bool(public_url(uow)))),
            step(Step.SEAL, int(CompanyPicture.SEAL in digests(uow))),
            step(Step.COMMUNITY, len(places), done=named),
            step(Step.BUILDINGS, count(uow, HOUSES)),
            staff(held),
            step(Step.HOUSEHOLDS, count(uow, HOMES)),
            step(Step.HOURS, sum(bool(one.hours) for one in places), done=all(
                one.hours for one in places
            )),
            step(Step.ROSTER, count(uow, SHIFTS, now=uow.now, until=until)),
        ]
    }  # fmt: skip


def site(uow: UnitOfWork, _data: NothingRequest) -> dict[str, Any]:
    """Where the pages are reached, and whether anybody has an account."""
    return {"public_url": public_url(uow), "entered": is_open(uow)}


def staff(held: Collection[str]) -> dict[str, Any]:
    """Whether each of the roles that the work needs is held by somebody who can log in."""
    missing = [role for role in NEEDED if role not in held]
    return step(Step.STAFF, len(NEEDED) - len(missing), done=not missing) | {"missing": missing}


def every(*values: str) -> bool:
    """Whether none is empty."""
    return all(values)


def count(uow: UnitOfWork, statement: Any, **values: Any) -> int:
    """The number that a statement counts."""
    return int(uow.rows(statement, **values)[0][0])

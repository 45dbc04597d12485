"""What figures count, as SQL: as `monthly_report.rules` has it, where sums are too many to load."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, or_
from sqlalchemy.sql.elements import Label

from contracts.complaints.cases import Final, Kind, Validity
from contracts.complaints.departments import DESK
from foundation.clock import at_local
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.departments import queries as departments

TEAM = func.coalesce(Complaint.department, DESK)
"""The responsible team of a case."""
COUNTED = and_(Complaint.kind == Kind.COMPLAINT, Complaint.validity != Validity.INVALID)
"""Whether a case enters complaint figures (X02)."""

KEPT = or_(Complaint.due_at.is_(None), Complaint.answered_at <= Complaint.due_at)
"""The deadline was kept, or no clock ran (X05)."""
SHOWS = func.coalesce(Complaint.stopped_at, bindparam("now", type_=Instant))
MISSED = or_(
    Complaint.answered_at > Complaint.due_at,
    and_(Complaint.answered_at.is_(None), Complaint.due_at <= SHOWS),
)
"""It was answered late, or is not although it was due `now` by its own clock."""


def number_of(name: str, *conditions: ColumnElement[bool]) -> Label[int]:
    """How many of the cases that enter figures meet the conditions."""
    return func.coalesce(
        func.sum(case((and_(COUNTED, *conditions), 1), else_=0)), 0, type_=Integer
    ).label(name)


NUMBERS: list[Any] = [
    number_of("complaints"),
    number_of("kept", KEPT),
    number_of("missed", MISSED),
    number_of("repeat", Complaint.final == Final.REPEAT),
    number_of("malignant", Complaint.final == Final.MALIGNANT),
]
"""The figures of a month, team or building."""


def team_name(uow: UnitOfWork, key: str) -> str | None:
    """A team in the caller's language; None: the desk."""
    return None if key == DESK else departments.name_of(uow, key)


def bounds(month: str) -> tuple[datetime, datetime]:
    """First moment of a local month, and of the next one."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return at_local(first, time()), at_local(following, time())

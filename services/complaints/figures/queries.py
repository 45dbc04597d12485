"""What figures count, as SQL: as `monthly_report.rules` has it, where sums are too many to load."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Integer, and_, case, func, or_
from sqlalchemy.sql.elements import Label

from contracts.complaints.cases import Final, Kind, Validity
from foundation.clock import at_local
from services.complaints.cases.tables import Complaint
from services.complaints.figures.rules import DESK

TEAM = func.coalesce(Complaint.department, DESK)
"""The responsible team of a case."""
COUNTED = and_(Complaint.kind == Kind.COMPLAINT, Complaint.validity != Validity.INVALID)
"""Whether a case enters complaint figures (X02)."""


def kept() -> ColumnElement[bool]:
    """The deadline was kept, or no clock ran (X05)."""
    return or_(Complaint.due_at.is_(None), Complaint.answered_at <= Complaint.due_at)


def missed(now: datetime) -> ColumnElement[bool]:
    """It was answered late, or is not although it was due by its own clock."""
    shows = func.coalesce(Complaint.stopped_at, now)
    unanswered = and_(Complaint.answered_at.is_(None), Complaint.due_at <= shows)
    return or_(Complaint.answered_at > Complaint.due_at, unanswered)


def number_of(name: str, *conditions: ColumnElement[bool]) -> Label[int]:
    """How many of the cases that enter figures meet the conditions."""
    return func.coalesce(
        func.sum(case((and_(COUNTED, *conditions), 1), else_=0)), 0, type_=Integer
    ).label(name)


def numbers(now: datetime) -> list[Label[int]]:
    """The figures of a month, team or building."""
    return [
        number_of("complaints"),
        number_of("kept", kept()),
        number_of("missed", missed(now)),
        number_of("repeat", Complaint.final == Final.REPEAT),
        number_of("malignant", Complaint.final == Final.MALIGNANT),
    ]


def bounds(month: str) -> tuple[datetime, datetime]:
    """First moment of a local month, and of the next one."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return at_local(first, time()), at_local(following, time())

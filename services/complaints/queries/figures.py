"""What figures count, as SQL: the same rules as `domain.month`, where sums are too many to load."""

from datetime import datetime

from sqlalchemy import ColumnElement, Integer, and_, case, func, or_
from sqlalchemy.sql.elements import Label

from contracts.complaints.codes import Final, Kind, Validity
from services.complaints.domain.month import DESK
from services.complaints.tables import Complaint

TEAM = func.coalesce(Complaint.department, DESK)
"""The responsible team of a case."""
COUNTED = and_(Complaint.kind == Kind.COMPLAINT, Complaint.validity != Validity.INVALID)
"""Whether a case enters complaint figures (X02)."""


def kept() -> ColumnElement[bool]:
    """The deadline was kept, or no clock ran (X05)."""
    return or_(Complaint.due_at.is_(None), Complaint.answered_at <= Complaint.due_at)


def missed(now: datetime) -> ColumnElement[bool]:
    """It was answered late, or is not although it was due."""
    unanswered = and_(Complaint.answered_at.is_(None), Complaint.due_at <= now)
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

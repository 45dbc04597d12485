"""The month's report (X02)."""

from collections import defaultdict
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from contracts.complaints.codes import (
    Category,
    Final,
    Kind,
    Outcome,
    StopCause,
    Tier,
    Validity,
)
from foundation.clock import at_local
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.month import Case, statistics
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.tables import ClockStop, Complaint

READ = [getattr(Complaint, one.name) for one in fields(Case) if one.name != "pauses"]
"""What of a case its figures need: reading whole ones takes several times as long."""


def report(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Figures of the cases that were lodged in a month."""
    start, end = bounds(data["month"])
    in_month = Complaint.lodged_at >= start, Complaint.lodged_at < end
    pauses = pauses_of(work, in_month)
    rows = work.session.execute(select(*READ).where(*in_month).order_by(Complaint.number))
    cases = [snapshot(row, pauses[row.id]) for row in rows]
    return statistics(data["month"], cases, work.now)


def bounds(month: str) -> tuple[datetime, datetime]:
    """First moment of a local month, and of the next one."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return at_local(first, time()), at_local(following, time())


def pauses_of(work: UnitOfWork, in_month: tuple[Any, ...]) -> dict[str, list[timedelta]]:
    """Service time of each pause, per case."""
    calendar = work.policy(ComplaintPolicy).calendar()
    statement = (
        select(ClockStop)
        .join(Complaint, Complaint.id == ClockStop.complaint_id)
        .where(*in_month, ClockStop.cause == StopCause.PAUSED)
    )
    spans: dict[str, list[timedelta]] = defaultdict(list)
    for row in work.session.scalars(statement):
        until = row.resumed_at or work.now
        spans[row.complaint_id].append(calendar.service_time(row.stopped_at, until))
    return spans


def snapshot(row: Any, pauses: list[timedelta]) -> Case:
    """What the statistics need of a case."""
    return Case(
        id=row.id,
        number=row.number,
        kind=Kind(row.kind),
        validity=Validity(row.validity),
        category=Category(row.category),
        tier=Tier(row.tier),
        final=Final(row.final) if row.final else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        department=row.department,
        handler=row.handler,
        judged_by_id=row.judged_by_id,
        judged_by=row.judged_by,
        failed_visits=row.failed_visits,
        due_at=row.due_at,
        answered_at=row.answered_at,
        pauses=tuple(pauses),
    )

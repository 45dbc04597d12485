"""The month's report (X02)."""

from collections import defaultdict
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, select

from contracts.complaints.cases import Final, Kind, Outcome, Validity
from contracts.complaints.deadlines import StopCause
from contracts.complaints.escalation import Tier
from contracts.complaints.request_types import ReportQueryRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import ClockStop, Complaint
from services.complaints.categories import queries as categories
from services.complaints.concealment_reviews import queries as reviews
from services.complaints.departments import queries as departments
from services.complaints.figures.queries import bounds, team_name
from services.complaints.monthly_report.rules import Case, statistics
from services.complaints.policy import ComplaintPolicy

READ = [getattr(Complaint, one.name) for one in fields(Case) if one.name != "pauses"]
"""What of a case its figures need: reading whole ones takes several times as long."""
IN_MONTH = and_(Complaint.lodged_at >= bindparam("start"), Complaint.lodged_at < bindparam("end"))
CASES = select(*READ).where(IN_MONTH).order_by(Complaint.number)
PAUSES = (
    select(ClockStop.complaint_id, ClockStop.stopped_at, ClockStop.resumed_at)
    .join(Complaint, Complaint.id == ClockStop.complaint_id)
    .where(IN_MONTH, ClockStop.cause == StopCause.PAUSED)
)


def report(uow: UnitOfWork, data: ReportQueryRequest) -> dict[str, Any]:
    """Figures of the cases that were lodged in a month."""
    start, end = bounds(data["month"])
    pauses = pauses_of(uow, start, end)
    cases = [snapshot(row, pauses[row.id]) for row in uow.rows(CASES, start=start, end=end)]
    known, used = categories.all_of(uow), {case.category for case in cases}
    shown = [code for code, row in known.items() if row.active or code in used]
    made = statistics(data["month"], cases, uow.now, [*shown, *sorted(used - known.keys())])
    return named(uow, made | {"concealment": reviews.figures(uow, data["month"])})


def named(uow: UnitOfWork, made: dict[str, Any]) -> dict[str, Any]:
    """The report with its categories and departments by name."""

    def name(code: str) -> str:
        return categories.name_of(uow, code)

    made["by_category"] = [row | {"name": name(row["key"])} for row in made["by_category"]]
    made["by_team"] = [row | {"name": team_name(uow, row["key"])} for row in made["by_team"]]
    for which in ("repeat", "malignant", "unreached", "withdrawn"):
        made[which] = [
            asdict(one)
            | {
                "category_name": name(one.category),
                "department_name": departments.name_of(uow, one.department),
            }
            for one in made[which]
        ]
    return made


def pauses_of(uow: UnitOfWork, start: datetime, end: datetime) -> dict[str, list[timedelta]]:
    """Service time of each pause, per case that was lodged in a period."""
    calendar = uow.policy(ComplaintPolicy).calendar()
    spans: dict[str, list[timedelta]] = defaultdict(list)
    for row in uow.rows(PAUSES, start=start, end=end):
        until = row.resumed_at or uow.now
        spans[row.complaint_id].append(calendar.service_time(row.stopped_at, until))
    return spans


def snapshot(row: Any, pauses: list[timedelta]) -> Case:
    """What the statistics need of a case."""
    return Case(
        id=row.id,
        community_id=row.community_id,
        number=row.number,
        kind=Kind(row.kind),
        validity=Validity(row.validity),
        category=row.category,
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
        stopped_at=row.stopped_at,
        first_answer_by=row.first_answer_by,
        first_answered_at=row.first_answered_at,
        pauses=tuple(pauses),
    )

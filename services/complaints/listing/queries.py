"""Lists of cases; residents see their own."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from contracts.complaints.cases import Status
from contracts.complaints.request_types import ComplaintSearchRequest
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED, summary
from services.complaints.cases.tables import Complaint
from services.complaints.figures import queries as figures
from services.complaints.figures.queries import bounds

EQUAL: Final = ("status", "tier", "kind", "category", "household_id")


def search(uow: UnitOfWork, data: ComplaintSearchRequest) -> dict[str, Any]:
    """Cases that meet all filters, newest first."""
    statement = select(Complaint)
    for name in EQUAL:
        if data[name] is not None:
            statement = statement.where(getattr(Complaint, name) == data[name])
    statement = statement.where(*drilled(data))
    if data["open"]:
        statement = statement.where(Complaint.status != Status.CLOSED)
    if data["overdue"]:
        statement = statement.where(*overdue(uow))
    if data["mine"]:
        statement = mine(uow, statement)
    found = page(uow, statement, Complaint.id, data)
    return found | {"items": [summary(uow, row) for row in found["items"]]}


def drilled(data: ComplaintSearchRequest) -> list[ColumnElement[bool]]:
    """Filters by which the figures of boards and reports lead to their cases."""
    wanted: list[ColumnElement[bool]] = []
    if data["team"]:
        wanted.append(figures.TEAM.in_([data["team"]]))
    if data["building"]:
        wanted.append(Complaint.building == data["building"])
    if data["month"]:
        start, end = bounds(data["month"])
        wanted += [Complaint.lodged_at >= start, Complaint.lodged_at < end]
    if data["counted"]:
        wanted.append(figures.COUNTED)
    return wanted


def overdue(uow: UnitOfWork) -> list[ColumnElement[bool]]:
    """Not answered although due, by the case's own clock."""
    shows = func.coalesce(Complaint.stopped_at, uow.now)
    return [Complaint.due_at <= shows, Complaint.status.not_in(list(ENDED))]


def mine(uow: UnitOfWork, statement: Select[Any]) -> Select[Any]:
    """My open cases: I am first responsible, or the handler (C01); a resident's own."""
    me = uow.actor.id
    concerned = Complaint.lodged_by_id == me
    if uow.as_staff():
        concerned = or_(Complaint.first_responsible_id == me, Complaint.handler_id == me)
    return statement.where(concerned, Complaint.status != Status.CLOSED)

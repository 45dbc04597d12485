"""The functional departments (职能部门) that a case may be transferred to (C14)."""

from typing import Any

from sqlalchemy import func, select

from contracts.complaints.cases import Status
from contracts.complaints.request_types import NothingRequest
from foundation import replica
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.policy import ComplaintPolicy

OPEN = (
    select(Complaint.department, func.count())
    .where(Complaint.department.is_not(None), Complaint.status != Status.CLOSED)
    .group_by(Complaint.department)
)


def departments(uow: UnitOfWork, data: NothingRequest) -> dict[str, Any]:
    """Those of the policy, those that somebody works in, and those that hold an open case: so a
    new installation has some, and none that holds cases is missing."""
    held = {str(row[0]): row[1] for row in uow.session.execute(OPEN)}
    usual = uow.policy(ComplaintPolicy).departments
    others = sorted({*replica.departments(uow), *held} - set(usual))
    return {"items": [{"name": name, "open": held.get(name, 0)} for name in (*usual, *others)]}

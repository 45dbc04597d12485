"""The departments with the cases that they have (C14)."""

from typing import Any, Final

from sqlalchemy import func, select

from contracts.complaints.cases import Status
from contracts.complaints.request_types import DepartmentQueryRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.departments.queries import DEPARTMENTS, view

OPEN: Final = (
    select(Complaint.department, func.count(), func.count(Complaint.take_over_by))
    .where(Complaint.department.is_not(None), Complaint.status != Status.CLOSED)
    .group_by(Complaint.department)
)


def departments(uow: UnitOfWork, data: DepartmentQueryRequest) -> dict[str, Any]:
    """The departments in their order, each with how many open cases it has, and how many of them
    wait to be taken over."""
    held = {code: (open_, waiting) for code, open_, waiting in uow.session.execute(OPEN)}
    wanted = (
        one for one in DEPARTMENTS.here(uow).values() if one.active or data["include_inactive"]
    )
    own = DEPARTMENTS.kept(uow).of_any.values()
    return {
        "items": [view(uow, one) | counted(held.get(one.code, (0, 0))) for one in wanted],
        "elsewhere": [view(uow, one) for one in own if one.code not in DEPARTMENTS.here(uow)],
    }


def counted(held: tuple[int, int]) -> dict[str, int]:
    """The numbers of cases of a department."""
    return dict(zip(("open", "waiting"), held, strict=True))

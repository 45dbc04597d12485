"""The return visits of a case."""

from sqlalchemy import select

from contracts.complaints.codes import Party, VisitResult
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.return_visits import Visit
from services.complaints.tables import Complaint, ReturnVisit


def visits_of_round(work: UnitOfWork, complaint: Complaint) -> list[Visit]:
    """The visits since the case was last sent back."""
    statement = (
        select(ReturnVisit)
        .where(ReturnVisit.complaint_id == complaint.id, ReturnVisit.round == complaint.round)
        .order_by(ReturnVisit.id)
    )
    return [
        Visit(Party(row.party), VisitResult(row.result), row.day)
        for row in work.session.scalars(statement)
    ]

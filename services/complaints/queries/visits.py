"""The return visits of a case."""

from contracts.complaints.codes import Party, VisitResult
from services.complaints.domain.return_visits import Visit
from services.complaints.tables import Complaint


def visits_of_round(complaint: Complaint) -> list[Visit]:
    """The visits since the case was last sent back, in order."""
    return [
        Visit(Party(row.party), VisitResult(row.result), row.day)
        for row in complaint.visits
        if row.round == complaint.round
    ]

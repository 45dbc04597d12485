"""Whether a case can be closed (X10)."""

from contracts.complaints.cases import Kind
from contracts.complaints.closing import ReturnVisitMissing
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move, needs_return_visit
from services.complaints.return_visits.queries import visits_of_round
from services.complaints.return_visits.rules import resident_confirmed


def require_closable(uow: UnitOfWork, complaint: Complaint) -> None:
    """Nothing but its end is left (X10)."""
    require_move(complaint, Move.CLOSE)
    needs_visit = needs_return_visit(Kind(complaint.kind))
    if needs_visit and not resident_confirmed(visits_of_round(complaint)):
        raise ReturnVisitMissing

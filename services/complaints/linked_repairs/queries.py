"""Whether a case may want a repair (X04)."""

from contracts.complaints.linked_repairs import RepairAlreadyWanted
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move


def require_no_repair(uow: UnitOfWork, complaint: Complaint) -> None:
    """It has not wanted a repair yet (X04)."""
    if complaint.repair_category is not None:
        raise RepairAlreadyWanted
    require_move(complaint, Move.WANT_REPAIR)

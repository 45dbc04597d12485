"""Whether a case can be answered (X07)."""

from contracts.complaints.answers import VerdictUnconfirmed
from contracts.complaints.cases import Kind, Validity
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move_unpaused
from services.complaints.casework.rules import answering


def require_answerable(uow: UnitOfWork, complaint: Complaint) -> None:
    """The resident can be told (X07)."""
    if complaint.validity == Validity.INVALID_PROPOSED:
        raise VerdictUnconfirmed
    require_move_unpaused(complaint, answering(Kind(complaint.kind), Validity(complaint.validity)))

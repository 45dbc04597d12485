"""What of a case waits to be read back, or for a second person (C03, X03)."""

from contracts.complaints.cases import Channel, Status, Validity
from contracts.complaints.triage import NothingToConfirm
from foundation.errors import IllegalTransition
from foundation.second_person import require_second_person
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import Move, needs_restatement


def require_unconfirmed(uow: UnitOfWork, complaint: Complaint) -> None:
    """It waits to be read back (C03); that may be done again, needlessly."""
    require_move(complaint, Move.RESTATE)
    if not unconfirmed(complaint):
        raise IllegalTransition(status=Status(complaint.status))


def unconfirmed(complaint: Complaint) -> bool:
    """Whether nobody has confirmed what was read back, on a channel that needs it (C03)."""
    return needs_restatement(Channel(complaint.channel)) and not complaint.restated_confirmed


def require_verdict_of_another(uow: UnitOfWork, complaint: Complaint) -> None:
    """Somebody else's invalid verdict waits (X03)."""
    if complaint.validity != Validity.INVALID_PROPOSED:
        raise NothingToConfirm
    require_second_person(uow.actor, complaint.judged_by_id)
    require_move(complaint, Move.CONFIRM_INVALID)

"""Whether what was taken down can be corrected, and by whom (C13)."""

from contracts.complaints.corrections import HouseholdStays, OwnWords
from contracts.complaints.request_types import CorrectRequest
from contracts.roles import MANAGERS
from foundation.errors import Forbidden
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.casework.queries import require_move
from services.complaints.casework.rules import SPEAK_FOR_THEMSELVES, Move

OWN_WORDS = ("description", "wish", "household_id")
"""What nobody took down of a case that came in writing: of the home it is known whose it is."""


def require_correctable(uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `IllegalTransition` for a closed case, and `Forbidden` for who neither took it down,
    nor is its first responsible person, nor manages."""
    require_move(complaint, Move.CORRECT)
    concerned = (complaint.lodged_by_id, complaint.first_responsible_id)
    if uow.actor.id not in concerned and not uow.actor.has(*MANAGERS):
        raise Forbidden


def require_taken_down(complaint: Complaint, data: CorrectRequest) -> None:
    """Raise `OwnWords` for what the resident wrote, `HouseholdStays` once a repair was wanted."""
    if complaint.channel in SPEAK_FOR_THEMSELVES:
        for name in OWN_WORDS:
            if data[name] is not None:  # type: ignore[literal-required]
                raise OwnWords(field=name)
    if data["household_id"] is not None and complaint.repair_category is not None:
        raise HouseholdStays(field="household_id")

"""What of a case waits for the caller to take note of it (X07, X09)."""

from contracts.complaints.acknowledgements import NothingToAcknowledge
from contracts.complaints.cases import Status
from contracts.complaints.escalation import Tier
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.escalation.queries import notified_tiers, tiers_of
from services.complaints.letters.queries import unread_letter


def open_tiers(uow: UnitOfWork, complaint: Complaint) -> list[Escalation]:
    """Told tiers that nobody has acknowledged and the caller may, lowest first (X09)."""
    if complaint.status == Status.CLOSED:
        return []
    mine = tiers_of(uow.actor)
    notified = notified_tiers(complaint)
    return [row for row in notified if row.acknowledged_at is None and Tier(row.tier) in mine]


def require_acknowledgeable(uow: UnitOfWork, complaint: Complaint) -> None:
    """A tier of the caller's, or a letter, waits to be taken note of (X07, X09)."""
    if not open_tiers(uow, complaint) and unread_letter(uow, complaint) is None:
        raise NothingToAcknowledge

"""What of a case waits for the caller to take note of it (X07, X09)."""

from contracts.complaints.codes import Status, Tier
from contracts.complaints.refusals import NothingToAcknowledge
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint, Escalation
from services.complaints.escalation.queries import tiers_of, told_of
from services.complaints.letters.queries import unread_letter


def open_tiers(work: UnitOfWork, complaint: Complaint) -> list[Escalation]:
    """Told tiers that nobody has acknowledged and the caller may, lowest first (X09)."""
    if complaint.status == Status.CLOSED:
        return []
    mine = tiers_of(work.actor)
    told = told_of(complaint)
    return [row for row in told if row.acknowledged_at is None and Tier(row.tier) in mine]


def require_acknowledgeable(work: UnitOfWork, complaint: Complaint) -> None:
    """A tier of the caller's, or a letter, waits to be taken note of (X07, X09)."""
    if not open_tiers(work, complaint) and unread_letter(work, complaint) is None:
        raise NothingToAcknowledge

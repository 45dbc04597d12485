"""Urgent and major cases are made known at once (X06)."""

from contracts.complaints.cases import Gravity, Urgency
from contracts.complaints.events import ComplaintUrgent
from contracts.complaints.urgency import UrgentReason
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint


def make_known(
    uow: UnitOfWork,
    complaint: Complaint,
    before: tuple[str, str] = (Gravity.GENERAL, Urgency.ORDINARY),
) -> None:
    """Tell that a case is, or has become, urgent or major.

    `before` is gravity and urgency as they were. What becomes both at once is published once.
    """
    gravity, urgency = before
    if complaint.urgency == Urgency.URGENT and urgency != Urgency.URGENT:
        reason = UrgentReason.URGENT
    elif complaint.gravity == Gravity.MAJOR and gravity != Gravity.MAJOR:
        reason = UrgentReason.MAJOR
    else:
        return
    uow.emit(
        ComplaintUrgent,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "category": complaint.category,
            "reason": reason,
            "building": complaint.building,
        },
    )

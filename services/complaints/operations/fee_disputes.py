"""A complaint about a household's fees pauses its dunning (B13)."""

from contracts.complaints.codes import Category, Kind, Status
from contracts.complaints.events import FeeDisputeClosed, FeeDisputeOpened
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.tables import Complaint


def is_fee_dispute(complaint: Complaint) -> bool:
    """Whether a case is an open complaint of a household about a fee."""
    return (
        complaint.kind == Kind.COMPLAINT
        and complaint.category == Category.FEE
        and complaint.household_id is not None
        and complaint.status != Status.CLOSED
    )


def sync(work: UnitOfWork, complaint: Complaint) -> None:
    """Tell billing when a dispute begins or ends; nothing when nothing changed."""
    disputed = is_fee_dispute(complaint)
    if disputed == complaint.fee_dispute_open:
        return
    complaint.fee_dispute_open = disputed
    work.emit(
        FeeDisputeOpened if disputed else FeeDisputeClosed,
        complaint.id,
        {
            "complaint_id": complaint.id,
            "number": complaint.number,
            "household_id": complaint.household_id,
        },
    )

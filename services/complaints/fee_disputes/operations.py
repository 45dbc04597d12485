"""A complaint about a household's fees pauses its dunning (B13)."""

from contracts.complaints.cases import Kind, Status
from contracts.complaints.events import FeeDisputeClosed, FeeDisputeOpened
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.categories import queries as categories


def is_fee_dispute(uow: UnitOfWork, complaint: Complaint) -> bool:
    """Whether a case is an open complaint of a household about a fee."""
    category = categories.all_of(uow).get(complaint.category)
    return (
        complaint.kind == Kind.COMPLAINT
        and category is not None
        and category.disputes_fee
        and complaint.household_id is not None
        and complaint.status != Status.CLOSED
    )


def sync(uow: UnitOfWork, complaint: Complaint) -> None:
    """Tell billing when a dispute begins or ends; nothing when nothing changed."""
    tell(uow, complaint, disputed=is_fee_dispute(uow, complaint))


def end(uow: UnitOfWork, complaint: Complaint) -> None:
    """Tell billing that there is no dispute of this household, as the case has it (C13)."""
    tell(uow, complaint, disputed=False)


def tell(uow: UnitOfWork, complaint: Complaint, *, disputed: bool) -> None:
    """Tell billing what it does not know yet."""
    if disputed == complaint.fee_dispute_open:
        return
    complaint.fee_dispute_open = disputed
    uow.emit(
        FeeDisputeOpened if disputed else FeeDisputeClosed,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
        },
    )

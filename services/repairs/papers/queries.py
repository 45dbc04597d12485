"""What a work order of a number says, for whoever verifies it by its code (P10)."""

from typing import Any

from sqlalchemy import select

from contracts.papers import PaperKind, PaperState
from contracts.repairs.request_types import FindPaperRequest
from contracts.repairs.requests import RepairStatus
from foundation.clock import local_date
from foundation.errors import NotFound
from foundation.masking import mask_name
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair, Round


def find(uow: UnitOfWork, data: FindPaperRequest) -> dict[str, Any]:
    """The head of a work order (派工单); raise `NotFound`."""
    found = uow.session.scalar(
        select(Repair).join(Round).where(Round.work_order_number == data["number"])
    )
    if found is None:
        raise NotFound
    cancelled = found.status == RepairStatus.CANCELLED
    return {
        "community_id": found.community_id,
        "kind": PaperKind.WORK_ORDER,
        "number": data["number"],
        "on": local_date(found.requested_at),
        "amount": None,
        "name": mask_name(found.contact_name),
        "state": PaperState.CANCELLED if cancelled else PaperState.VALID,
        "state_on": None,
        "outstanding": None,
    }

"""What the answer to a case says, for whoever verifies it by its code (P10)."""

from typing import Any

from sqlalchemy import select

from contracts.complaints.request_types import FindPaperRequest
from contracts.papers import PaperKind, PaperState
from foundation.clock import local_date
from foundation.errors import NotFound
from foundation.masking import mask_name
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint


def find(uow: UnitOfWork, data: FindPaperRequest) -> dict[str, Any]:
    """The head of the written answer (投诉答复) to a case; raise `NotFound`.

    Its day is that of acceptance, which a second answer to the same case leaves as it is.
    """
    found = uow.session.scalar(select(Complaint).where(Complaint.number == data["number"]))
    if found is None or found.answered_at is None:
        raise NotFound
    return {
        "community_id": found.community_id,
        "kind": PaperKind.ANSWER,
        "number": found.number,
        "on": local_date(found.lodged_at),
        "amount": None,
        "name": mask_name(found.contact_name),
        "state": PaperState.VALID,
        "state_on": None,
        "outstanding": None,
    }

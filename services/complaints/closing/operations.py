"""The end of a case (结案, X10)."""

from typing import Any

from contracts.complaints.cases import Kind, Outcome
from contracts.complaints.request_types import CloseRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.casework.operations import finish, move, open_case
from services.complaints.casework.rules import Move, needs_return_visit
from services.complaints.closing.queries import require_closable
from services.complaints.timeline.operations import facts


def close(uow: UnitOfWork, data: CloseRequest) -> dict[str, Any]:
    """End a case: after its answer, and unless that is all it needs, a confirming return visit.

    Raise `ReturnVisitMissing`.
    """
    complaint = open_case(uow, data)
    outcome = Outcome.CONFIRMED if needs_return_visit(Kind(complaint.kind)) else Outcome.ANSWERED
    require_closable(uow, complaint)
    before = facts(complaint)
    move(complaint, Move.CLOSE)
    finish(uow, complaint, outcome, before, data["remark"])
    return summary(uow, complaint, full=True)

"""What the desk asks before a work order is issued (R01)."""

from typing import Any

from contracts.repairs.request_types import FirstCheckQueryRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.policy import RepairPolicy


def first_check(uow: UnitOfWork, data: FirstCheckQueryRequest) -> dict[str, Any]:
    """The guided questions of a category."""
    questions = uow.policy(RepairPolicy).first_check_questions
    return {"category": data["category"], "questions": questions.get(data["category"], ())}

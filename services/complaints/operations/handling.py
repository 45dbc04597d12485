"""Handling (处理): transfer to a department, and what was done (X01, C01)."""

from typing import Any

from contracts.complaints.codes import Action
from foundation import replica
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.lifecycle import Move
from services.complaints.operations import clock, escalation
from services.complaints.operations.cases import move, open_case, require_running
from services.complaints.operations.timeline import facts, record
from services.complaints.queries.summary import summary


def transfer(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Hand a case to a functional department (职能部门).

    The handler changes, the first responsible person never does (C01). The limit becomes that of
    transferred cases, counted from when the case came (X05).
    """
    complaint = open_case(work, data)
    require_running(complaint)
    before = facts(complaint)
    move(complaint, Move.TRANSFER)
    complaint.department = data["department"]
    complaint.handler_id, complaint.handler = named_handler(work, data["handler_id"])
    clock.choose_limit(work, complaint)
    record(work, complaint, Action.TRANSFERRED, before, remark=data["remark"])
    escalation.settle(work, complaint)
    return summary(work, complaint, full=True)


def named_handler(work: UnitOfWork, handler_id: str | None) -> tuple[str | None, str | None]:
    """Id and name of the member of staff who is to have it; raise `InvalidInput` if unknown."""
    if handler_id is None:
        return None, None
    person = replica.person(work, handler_id)
    if person is None or not person.active or set(person.roles) <= {"resident"}:
        raise InvalidInput("There is no active member of staff of this id.", field="handler_id")
    return person.person_id, person.name


def handle(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record what was done. The clock runs on until the resident has the answer."""
    complaint = open_case(work, data)
    require_running(complaint)
    before = facts(complaint)
    move(complaint, Move.HANDLE)
    complaint.result = data["result"]
    complaint.handled_by_id = work.actor.id
    if complaint.department is None or complaint.handler_id is None:
        complaint.handler_id, complaint.handler = work.actor.id, work.actor.name
    record(work, complaint, Action.HANDLED, before, result=data["result"])
    return summary(work, complaint, full=True)

"""Handling (处理): transfer to a department, and what was done (X01, C01)."""

from typing import Any

from contracts.complaints.events import ComplaintHandled
from contracts.complaints.request_types import HandleRequest, TransferRequest
from contracts.complaints.timeline import Action
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.queries import require_move_unpaused
from services.complaints.casework.rules import Move
from services.complaints.deadlines import operations as clock
from services.complaints.departments import queries as departments
from services.complaints.escalation import operations as escalation
from services.complaints.inboxes import operations as inboxes
from services.complaints.inboxes.queries import named_handler
from services.complaints.timeline.operations import facts, record


def transfer(uow: UnitOfWork, data: TransferRequest) -> dict[str, Any]:
    """Hand a case to a functional department (职能部门).

    The handler changes, the first responsible person never does (C01). The limit becomes that of
    transferred cases, counted from when the case came (X05). It waits to be taken over from now on,
    unless who transfers it has it (C14). Raise `InvalidInput` for a department that is not offered,
    and as `named_handler`.
    """
    complaint = open_case(uow, data)
    require_move_unpaused(complaint, Move.TRANSFER)
    before = facts(complaint)
    move(complaint, Move.TRANSFER)
    complaint.department = departments.require_offered(uow, data["department"]).code
    named = data["handler_id"]
    complaint.handler_id, complaint.handler = named_handler(uow, named) if named else (None, None)
    complaint.given_to_id = complaint.handler_id
    clock.choose_limit(uow, complaint)
    record(uow, complaint, Action.TRANSFERRED, before, remark=data["remark"])
    if named == uow.actor.id:
        inboxes.end(uow, complaint)
        inboxes.publish_transferred(uow, complaint)
    else:
        inboxes.begin(uow, complaint)
    escalation.settle(uow, complaint)
    return summary(uow, complaint, full=True)


def handle(uow: UnitOfWork, data: HandleRequest) -> dict[str, Any]:
    """Record what was done; whoever did it is its handler, whomever it had been given to.

    The clock runs on until the resident has the answer.
    """
    complaint = open_case(uow, data)
    require_move_unpaused(complaint, Move.HANDLE)
    before = facts(complaint)
    move(complaint, Move.HANDLE)
    complaint.result = data["result"]
    complaint.handled_by_id = uow.actor.id
    complaint.handler_id, complaint.handler = uow.actor.id, uow.actor.name
    inboxes.end(uow, complaint)
    record(uow, complaint, Action.HANDLED, before, result=data["result"])
    payload = {
        "complaint_id": complaint.id,
        "number": complaint.number,
        "household_id": complaint.household_id,
    }
    uow.emit(ComplaintHandled, complaint.id, payload)
    return summary(uow, complaint, full=True)

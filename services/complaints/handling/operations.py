"""Handling (处理): transfer to a department, and what was done (X01, C01)."""

from typing import Any

from contracts.complaints.events import ComplaintHandled, ComplaintTransferred
from contracts.complaints.request_types import HandleRequest, TransferRequest
from contracts.complaints.timeline import Action
from contracts.roles import CASE_WORKERS
from foundation import replica
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.queries import require_move_unpaused
from services.complaints.casework.rules import Move
from services.complaints.deadlines import operations as clock
from services.complaints.departments import queries as departments
from services.complaints.escalation import operations as escalation
from services.complaints.timeline.operations import facts, record


def transfer(uow: UnitOfWork, data: TransferRequest) -> dict[str, Any]:
    """Hand a case to a functional department (职能部门).

    The handler changes, the first responsible person never does (C01). The limit becomes that of
    transferred cases, counted from when the case came (X05). Raise `InvalidInput` for a department
    that is not offered.
    """
    complaint = open_case(uow, data)
    require_move_unpaused(complaint, Move.TRANSFER)
    before = facts(complaint)
    move(complaint, Move.TRANSFER)
    complaint.department = departments.require_offered(uow, data["department"]).code
    complaint.handler_id, complaint.handler = named_handler(uow, data["handler_id"])
    complaint.given_to_id = complaint.handler_id
    clock.choose_limit(uow, complaint)
    record(uow, complaint, Action.TRANSFERRED, before, remark=data["remark"])
    publish_transferred(uow, complaint)
    escalation.settle(uow, complaint)
    return summary(uow, complaint, full=True)


def publish_transferred(uow: UnitOfWork, complaint: Complaint) -> None:
    """Publish whom a case is with (C14)."""
    uow.emit(
        ComplaintTransferred,
        complaint.id,
        {
            "complaint_id": complaint.id,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "building": complaint.building,
            **department_of(uow, complaint),
            "handler_id": complaint.handler_id,
            "due_at": complaint.due_at,
        },
    )


def department_of(uow: UnitOfWork, complaint: Complaint) -> dict[str, Any]:
    """The department of a case in words, with all that it is known by: people are filed under
    them."""
    kept = complaint.department or ""
    facts = departments.found(uow, kept)
    if facts is None:
        return {"department": kept, "department_en": kept, "department_names": [kept]}
    return {
        "department": facts.name_zh,
        "department_en": facts.name_en,
        "department_names": list(facts.names),
    }


def named_handler(uow: UnitOfWork, handler_id: str | None) -> tuple[str | None, str | None]:
    """Id and name of who is to have it; raise `InvalidInput` for who does not work on cases where
    the case is: they would be told of it, and refused (C14)."""
    if handler_id is None:
        return None, None
    person = replica.person(uow, handler_id)
    if person is None or not person.active or CASE_WORKERS.isdisjoint(person.roles):
        raise InvalidInput("Nobody of this id works on cases there.", field="handler_id")
    return person.person_id, person.name


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
    record(uow, complaint, Action.HANDLED, before, result=data["result"])
    payload = {
        "complaint_id": complaint.id,
        "number": complaint.number,
        "household_id": complaint.household_id,
    }
    uow.emit(ComplaintHandled, complaint.id, payload)
    return summary(uow, complaint, full=True)

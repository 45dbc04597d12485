"""Taking over (接手): what was transferred is taken over, sent back, or reported (C14)."""

from typing import Any

from contracts.complaints.events import (
    ComplaintNotTakenOver,
    ComplaintSentBack,
    ComplaintTakenOver,
)
from contracts.complaints.request_types import SendBackRequest, TakeOverRequest
from contracts.complaints.taking_over import OnlyManagersName
from contracts.complaints.timeline import Action
from contracts.roles import MANAGERS
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.rules import Move
from services.complaints.inboxes import operations as inboxes
from services.complaints.inboxes.queries import facts_of, named_handler
from services.complaints.taking_over.queries import require_takeable
from services.complaints.timeline.operations import facts, record


def take_over(uow: UnitOfWork, data: TakeOverRequest) -> dict[str, Any]:
    """Have a case that waits for its department: who takes it over is its handler, or whom a
    manager names; neither makes its return visit to the resident (X10).

    Raise `OnlyManagersName`, `InvalidInput` for who does not work on cases there, and as
    `require_takeable`.
    """
    complaint = open_case(uow, data)
    require_takeable(uow, complaint)
    before = facts(complaint)
    move(complaint, Move.TAKE_OVER)
    complaint.handler_id, complaint.handler = taker(uow, data["handler_id"])
    complaint.given_to_id = complaint.handler_id
    inboxes.end(uow, complaint)
    record(uow, complaint, Action.TAKEN_OVER, before, handler=complaint.handler)
    has_it = {
        "handler_id": complaint.handler_id,
        "handler_name": complaint.handler,
        "named_by_id": None if complaint.handler_id == uow.actor.id else uow.actor.id,
    }
    uow.emit(ComplaintTakenOver, complaint.id, published(uow, complaint) | has_it)
    return summary(uow, complaint, full=True)


def taker(uow: UnitOfWork, handler_id: str | None) -> tuple[str, str]:
    """Id and name of who has it from now on; raise `OnlyManagersName`, and as `named_handler`."""
    if handler_id in (None, uow.actor.id):
        return uow.actor.id, uow.actor.name
    if not uow.actor.has(*MANAGERS):
        raise OnlyManagersName(field="handler_id")
    return named_handler(uow, handler_id)


def send_back(uow: UnitOfWork, data: SendBackRequest) -> dict[str, Any]:
    """Give a case that is not the department's back to the desk, with the reason: its first
    responsible person has it.

    Its clock runs as it ran, by the limit that it had (X09): that it was sent the wrong way neither
    gives time nor takes any. Raise as `require_takeable`.
    """
    complaint = open_case(uow, data)
    require_takeable(uow, complaint)
    before, sent = facts(complaint), published(uow, complaint)
    move(complaint, Move.SEND_BACK)
    inboxes.end(uow, complaint)
    complaint.department = complaint.given_to_id = None
    complaint.handler_id = complaint.first_responsible_id
    complaint.handler = complaint.first_responsible
    record(uow, complaint, Action.SENT_BACK, before, public=False, reason=data["reason"])
    said = {"sent_back_by": uow.actor.name, "reason": data["reason"]}
    uow.emit(ComplaintSentBack, complaint.id, sent | said)
    return summary(uow, complaint, full=True)


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """Nobody took it over in time: the first responsible person and the supervisors are told,
    once. Does nothing for what was taken over, or transferred anew, in the meantime."""
    complaint = uow.load(Complaint, deadline.subject_id)
    until = complaint.take_over_by
    if until is None or until > uow.now:
        return
    record(uow, complaint, Action.NOT_TAKEN_OVER, public=False, until=until)
    named = {"handler_id": complaint.handler_id, "take_over_by": until}
    uow.emit(ComplaintNotTakenOver, complaint.id, published(uow, complaint) | named)


def published(uow: UnitOfWork, complaint: Complaint) -> dict[str, Any]:
    """What every event says of a case that is, or was, with a department."""
    who = {"first_responsible_id": complaint.first_responsible_id}
    return complaint.belonging | facts_of(uow, complaint) | who

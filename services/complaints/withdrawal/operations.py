"""Ending a case because whoever complained wants that (C13)."""

from typing import Any

from contracts.complaints.cases import Outcome
from contracts.complaints.deadlines import StopCause
from contracts.complaints.events import ComplaintWithdrawn
from contracts.complaints.request_types import WithdrawRequest
from contracts.complaints.timeline import Action
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import finish, move, open_case
from services.complaints.casework.queries import channel_of
from services.complaints.casework.rules import Move
from services.complaints.deadlines import operations as clock
from services.complaints.pauses import operations as pauses
from services.complaints.timeline.operations import facts, record
from services.complaints.withdrawal.queries import require_withdrawable


def withdraw(uow: UnitOfWork, data: WithdrawRequest) -> dict[str, Any]:
    """End a case as withdrawn; it stays recorded and counted (X12). What the desk takes down the
    resident is told, who can object.

    Raise as `require_withdrawable` and `channel_of` do.
    """
    complaint = open_case(uow, data)
    require_withdrawable(uow, complaint)
    channel = channel_of(uow, data["channel"])
    pauses.end(uow, complaint)
    before = facts(complaint)
    move(complaint, Move.WITHDRAW)
    record(uow, complaint, Action.WITHDRAWN, channel=channel, reason=data["reason"])
    finish(uow, complaint, Outcome.WITHDRAWN, before)
    if complaint.clock_from is not None:
        clock.stop(uow, complaint, StopCause.WITHDRAWN)
    publish(uow, complaint)
    return summary(uow, complaint, full=True)


def publish(uow: UnitOfWork, complaint: Complaint) -> None:
    """Tell who has to know."""
    uow.emit(
        ComplaintWithdrawn,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "building": complaint.building,
            "by_resident": not uow.as_staff(),
            "lodged_by_id": complaint.lodged_by_id if complaint.lodged_by_resident else None,
            "handler_id": complaint.handler_id,
            "first_responsible_id": complaint.first_responsible_id,
        },
    )

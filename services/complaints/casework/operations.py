"""What every action on a case does: open it, move it on, end it."""

from typing import Any

from sqlalchemy.orm import joinedload

from contracts.complaints.cases import Final, Outcome, Status
from contracts.complaints.events import ComplaintClosed
from contracts.complaints.request_types import OneComplaintRequest
from contracts.complaints.timeline import Action
from foundation.errors import IllegalTransition
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.attending import operations as attending
from services.complaints.cases.tables import Complaint
from services.complaints.casework import rules as lifecycle
from services.complaints.casework.rules import Move
from services.complaints.concealment import operations as concealment
from services.complaints.escalation import operations as escalation
from services.complaints.fee_disputes import operations as fee_disputes
from services.complaints.first_answers import operations as first_answers
from services.complaints.promised_calls import operations as promises
from services.complaints.timeline.operations import facts, record

WITH_STOPS = joinedload(Complaint.stops)


def open_case(uow: UnitOfWork, data: OneComplaintRequest) -> Complaint:
    """The case an action is about, locked; tiers that have become due are notified first.

    So an action and the sweep never disagree on what happened before it. Raise `NotFound`,
    `StaleEdit`.
    """
    complaint = uow.load(Complaint, data["complaint_id"], WITH_STOPS)
    uow.check_version(complaint)
    uow.subject("complaint", complaint.id)
    escalation.catch_up(uow, complaint)
    return complaint


def move(complaint: Complaint, by: Move) -> None:
    """Bring a case to its next state; raise `IllegalTransition` (X01)."""
    present = Status(complaint.status)
    following = lifecycle.after(present, by)
    if following is None:
        raise IllegalTransition(status=present)
    complaint.status = following


def end(uow: UnitOfWork, complaint: Complaint, outcome: Outcome) -> None:
    """End a case from within another action."""
    before = facts(complaint)
    move(complaint, Move.CLOSE)
    finish(uow, complaint, outcome, before)


def finish(
    uow: UnitOfWork,
    complaint: Complaint,
    outcome: Outcome,
    before: dict[str, Any],
    remark: str | None = None,
) -> None:
    """Write the end down and publish it."""
    complaint.closed_at, complaint.outcome = uow.now, outcome
    complaint.final = complaint.final or Final.GENERAL
    promises.settle(uow, complaint)
    attending.attended(uow, complaint)
    first_answers.over(uow, complaint)
    record(uow, complaint, Action.CLOSED, before, remark=remark)
    uow.emit(
        ComplaintClosed,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "final": complaint.final,
        },
    )
    if uow.as_staff():  # what residents take back themselves, nobody has hidden (X12)
        concealment.watch_case(
            uow, complaint, kind=complaint.kind, lodged_at=complaint.lodged_at, closed_at=uow.now,
        )  # fmt: skip
    fee_disputes.sync(uow, complaint)
    if complaint.stopped_at is None:  # else nothing has been planned since its clock was stopped
        escalation.settle(uow, complaint)

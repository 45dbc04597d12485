"""The end of a case and its final classification (X10, X11)."""

from typing import Any

from contracts.complaints.codes import Action, Final, Kind, Outcome
from contracts.complaints.events import ComplaintClosed
from contracts.roles import MANAGERS
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.lifecycle import Move, needs_return_visit
from services.complaints.domain.return_visits import resident_confirmed
from services.complaints.errors import ReasonMissing, ReturnVisitMissing
from services.complaints.operations import escalation, fee_disputes
from services.complaints.operations.cases import move, open_case
from services.complaints.operations.timeline import facts, record
from services.complaints.queries.summary import summary
from services.complaints.queries.visits import visits_of_round
from services.complaints.tables import Complaint

WEIGHT = list(Final)
"""From the lightest classification to the gravest."""


def close(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """End a case: after its answer, and unless that is all it needs, a confirming return visit.

    Raise `ReturnVisitMissing`.
    """
    complaint = open_case(work, data)
    outcome = Outcome.CONFIRMED if needs_return_visit(Kind(complaint.kind)) else Outcome.ANSWERED
    before, visits = facts(complaint), visits_of_round(complaint)
    move(complaint, Move.CLOSE)
    if outcome is Outcome.CONFIRMED and not resident_confirmed(visits):
        raise ReturnVisitMissing
    finish(work, complaint, outcome, before, data["remark"])
    return summary(work, complaint, full=True)


def end(work: UnitOfWork, complaint: Complaint, outcome: Outcome) -> None:
    """End a case from within another action."""
    before = facts(complaint)
    move(complaint, Move.CLOSE)
    finish(work, complaint, outcome, before)


def finish(
    work: UnitOfWork,
    complaint: Complaint,
    outcome: Outcome,
    before: dict[str, Any],
    remark: str | None = None,
) -> None:
    """Write the end down and tell the others."""
    complaint.closed_at, complaint.outcome = work.now, outcome
    complaint.final = complaint.final or Final.GENERAL
    record(work, complaint, Action.CLOSED, before, remark=remark)
    work.emit(
        ComplaintClosed,
        complaint.id,
        {
            "complaint_id": complaint.id,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "final": complaint.final,
        },
    )
    fee_disputes.sync(work, complaint)
    if complaint.stopped_at is None:  # else nothing has been planned since its clock was stopped
        escalation.settle(work, complaint)


def classify(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Set the final classification (X11).

    Malignant, or anything lighter than it stands now, is for a supervisor or above, with the
    reason. Raise `Forbidden`, `ReasonMissing`.
    """
    complaint = open_case(work, data)
    before = facts(complaint)
    move(complaint, Move.CLASSIFY)
    chosen, standing = Final(data["final"]), Final(complaint.final or Final.GENERAL)
    if chosen is Final.MALIGNANT or WEIGHT.index(chosen) < WEIGHT.index(standing):
        work.actor.require(*MANAGERS)
        if not data["reason"]:
            raise ReasonMissing(field="reason")
    complaint.final = chosen
    record(work, complaint, Action.CLASSIFIED, before, public=False, reason=data["reason"])
    return summary(work, complaint, full=True)

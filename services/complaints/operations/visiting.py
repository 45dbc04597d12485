"""Return visits (回访): the department is asked first, then the resident (X10, X11)."""

from typing import Any

from contracts.complaints.codes import (
    Action,
    Final,
    Kind,
    Outcome,
    Party,
    StopCause,
    VisitResult,
)
from foundation.clock import local_date
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain import return_visits as rules
from services.complaints.domain.lifecycle import Move, needs_return_visit
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.errors import DepartmentFirst, DepartmentIsReachable, VisitorIsHandler
from services.complaints.operations import clock, closing, escalation
from services.complaints.operations.cases import move, open_case, require_running
from services.complaints.operations.timeline import facts, record
from services.complaints.queries.summary import summary
from services.complaints.queries.visits import visits_of_round
from services.complaints.tables import Complaint, ReturnVisit

ASKED = {Party.DEPARTMENT: Move.ASK_DEPARTMENT, Party.RESIDENT: Move.ASK_RESIDENT}


def visit(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record whether it is really solved, and do what follows from it.

    Raise `DepartmentIsReachable`, `DepartmentFirst`, `VisitorIsHandler`.
    """
    complaint = open_case(work, data)
    require_running(complaint)
    party, result = Party(data["party"]), VisitResult(data["result"])
    earlier = visits_of_round(complaint)
    move(complaint, ASKED[party])
    require_order(work, complaint, party, result, earlier)
    complaint.visits.append(
        ReturnVisit(
            round=complaint.round,
            at=work.now,
            day=local_date(work.now),
            by_id=work.actor.id,
            by=work.actor.name,
            party=party,
            result=result,
            remark=data["remark"] or None,
        )
    )
    record(
        work, complaint, Action.RETURN_VISITED, public=party is Party.RESIDENT,
        party=party.value, result=result.value, remark=data["remark"] or None,
    )  # fmt: skip
    follow(work, complaint)
    return summary(work, complaint, full=True)


def require_order(
    work: UnitOfWork,
    complaint: Complaint,
    party: Party,
    result: VisitResult,
    earlier: list[rules.Visit],
) -> None:
    """The department first; then the resident, asked by somebody other than the handler."""
    if party is Party.DEPARTMENT:
        if result is VisitResult.UNREACHED:
            raise DepartmentIsReachable(field="result")
        return
    if work.actor.id in (complaint.handler_id, complaint.handled_by_id):
        raise VisitorIsHandler
    if needs_return_visit(Kind(complaint.kind)) and not rules.department_confirmed(earlier):
        raise DepartmentFirst(field="party")


def follow(work: UnitOfWork, complaint: Complaint) -> None:
    """Reopen what is not solved; close what cannot be asked."""
    days = work.policy(ComplaintPolicy).unreached_days
    match rules.consequence(visits_of_round(complaint), days):
        case rules.Consequence.REOPEN:
            reopen(work, complaint)
        case rules.Consequence.CLOSE_UNREACHED:
            closing.end(work, complaint, Outcome.UNREACHED)
        case rules.Consequence.NONE:
            pass


def reopen(work: UnitOfWork, complaint: Complaint) -> None:
    """Back to handling; the clock runs on from where the answer stopped it (X09, X10)."""
    before = facts(complaint)
    move(complaint, Move.REOPEN)
    complaint.round += 1
    complaint.failed_visits += 1
    if complaint.clock_from is None:  # imported with an answer that did not hold
        clock.start(complaint, work.now, work.policy(ComplaintPolicy))
    elif complaint.stop_cause == StopCause.ANSWERED:
        clock.run_on(work, complaint)
    limit = work.policy(ComplaintPolicy).failed_visits_for_repeat
    repeat = rules.is_repeat(complaint.failed_visits, limit)
    if repeat and complaint.final != Final.MALIGNANT:
        complaint.final = Final.REPEAT
    record(work, complaint, Action.REOPENED, before, failed_visits=complaint.failed_visits)
    escalation.settle(work, complaint)

"""Return visits (回访): the department is asked first, then the resident (X10, X11)."""

from typing import Any

from contracts.complaints.cases import Final, Outcome
from contracts.complaints.deadlines import StopCause
from contracts.complaints.hot_issues import LeaveCause
from contracts.complaints.request_types import ReturnVisitRequest
from contracts.complaints.return_visits import DepartmentIsReachable, Party, VisitResult
from contracts.complaints.timeline import Action
from foundation.clock import local_date
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint, ReturnVisit
from services.complaints.casework.operations import end, move, open_case
from services.complaints.casework.rules import Move
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.hot_issue_members import operations as hot_issues
from services.complaints.inboxes import operations as inboxes
from services.complaints.policy import ComplaintPolicy
from services.complaints.return_visits import rules
from services.complaints.return_visits.queries import ASKING, require_askable, visits_of_round
from services.complaints.timeline.operations import facts, record


def visit(uow: UnitOfWork, data: ReturnVisitRequest) -> dict[str, Any]:
    """Record whether it is really solved, and do what follows from it.

    Raise `DepartmentIsReachable`, `DepartmentFirst`, `VisitorIsHandler`.
    """
    complaint = open_case(uow, data)
    party, result = Party(data["party"]), VisitResult(data["result"])
    require_askable(party, uow, complaint)
    if party is Party.DEPARTMENT and result is VisitResult.UNREACHED:
        raise DepartmentIsReachable(field="result")
    move(complaint, ASKING[party])
    complaint.visits.append(
        ReturnVisit(
            round=complaint.round,
            at=uow.now,
            day=local_date(uow.now),
            by_id=uow.actor.id,
            by=uow.actor.name,
            party=party,
            result=result,
            remark=data["remark"] or None,
        )
    )
    record(
        uow, complaint, Action.RETURN_VISITED, public=party is Party.RESIDENT,
        party=party.value, result=result.value, remark=data["remark"] or None,
    )  # fmt: skip
    follow(uow, complaint)
    return summary(uow, complaint, full=True)


def follow(uow: UnitOfWork, complaint: Complaint) -> None:
    """Reopen what is not solved; close what cannot be asked."""
    days = uow.policy(ComplaintPolicy).unreached_days
    match rules.consequence(visits_of_round(complaint), days):
        case rules.Consequence.REOPEN:
            reopen(uow, complaint)
        case rules.Consequence.CLOSE_UNREACHED:
            end(uow, complaint, Outcome.UNREACHED)
        case rules.Consequence.NONE:
            pass


def reopen(uow: UnitOfWork, complaint: Complaint) -> None:
    """Back to handling; the clock runs on from where the answer stopped it (X09, X10). Where nobody
    has it any more, it waits for its department again (C14)."""
    before = facts(complaint)
    move(complaint, Move.REOPEN)
    complaint.round += 1
    complaint.answered_at = None  # what was answered did not hold: it is being handled again
    complaint.failed_visits += 1
    if complaint.clock_from is None:  # imported with an answer that did not hold
        clock.start(uow, complaint, uow.now)
    elif complaint.stop_cause == StopCause.ANSWERED:
        clock.run_on(uow, complaint)
    limit = uow.policy(ComplaintPolicy).failed_visits_for_repeat
    repeat = rules.is_repeat(complaint.failed_visits, limit)
    if repeat and complaint.final != Final.MALIGNANT:
        complaint.final = Final.REPEAT
    record(uow, complaint, Action.REOPENED, before, failed_visits=complaint.failed_visits)
    if complaint.department is not None and complaint.handler_id is None:
        inboxes.begin(uow, complaint)
    hot_issues.leave(uow, complaint, LeaveCause.UNSOLVED)
    escalation.settle(uow, complaint)

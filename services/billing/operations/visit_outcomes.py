"""What a door visit came to, and what follows from it (B04, B13)."""

from datetime import timedelta
from typing import Any

from contracts.billing.codes import NextStep, PauseKind, VisitOutcome, VisitStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.domain.policy import BillingPolicy
from services.billing.domain.promises import Instalment
from services.billing.domain.visits import follow
from services.billing.errors import NotYourVisit, PromiseOutOfRange, VisitClosed
from services.billing.operations import pauses
from services.billing.operations.daily import today
from services.billing.operations.ledger import lock_accounts
from services.billing.operations.visits import ensure, views
from services.billing.queries.dunning import dossiers
from services.billing.tables import DunningCase, Visit


def record(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record the outcome of a visit; only the steward whose visit it is."""
    visit = work.load(Visit, data["visit_id"])
    if visit.steward_id != work.actor.id:
        raise NotYourVisit
    if visit.status != VisitStatus.ASSIGNED:
        raise VisitClosed
    policy = work.policy(BillingPolicy)
    promised = data["promise_date"]
    if promised:
        last = today(work) + timedelta(days=policy.promise_longest_days)
        if not today(work) <= promised <= last:
            raise PromiseOutOfRange(field="promise_date", days=policy.promise_longest_days)
    lock_accounts(work, [visit.household_id])
    outcome = VisitOutcome(data["outcome"])
    waits = {"in_flight": policy.in_flight_days, "visit_again": policy.visit_again_after_days}
    following = follow(outcome, today(work), visit.attempt, policy.visit_attempts, waits, promised)
    visit.status = VisitStatus.DONE
    visit.outcome = outcome
    visit.promise_date, visit.promise_amount = promised, data["promise_amount"]
    visit.remark = data["remark"]
    visit.visited_at = work.now
    visit.next_step, visit.next_step_on = following.step, following.on
    work.session.flush()
    work.subject("visit", visit.id)
    match following.step:
        case NextStep.AWAIT_PROMISE:
            plan = [Instalment(data["promise_date"], data["promise_amount"])]
            pauses.begin(
                work, visit.household_id, PauseKind.PROMISE, visit.id, visit.number, plan=plan
            )
        case NextStep.CHECK_BOOKS:
            pauses.begin(
                work, visit.household_id, PauseKind.IN_FLIGHT, visit.id, visit.number,
                until=following.on,
            )  # fmt: skip
        case NextStep.VISIT_AGAIN:
            case = work.session.get_one(DunningCase, visit.case_id)
            ensure(work, dossiers(work, [case]), following.on)
    work.session.flush()
    pauses.review(work, visit.household_id)
    return views(work, [visit])[0]

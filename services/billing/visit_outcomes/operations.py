"""What a door visit came to, and what follows from it (B04, B13)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from contracts.billing.events import VisitMade
from contracts.billing.pauses import PauseKind
from contracts.billing.request_types import RecordOutcomeRequest
from contracts.billing.visit_outcomes import (
    NextStep,
    NotYourVisit,
    PromiseOutOfRange,
    VisitNotYet,
    VisitOutcome,
    VisitTakenOff,
    too_early,
)
from contracts.billing.visits import VisitClosed, VisitStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.cases.queries.homes import homes
from services.billing.daily.operations import today
from services.billing.ladder.queries import rules
from services.billing.ledger.operations.booking import lock_accounts
from services.billing.pauses import operations as pauses
from services.billing.pauses.rules import Instalment
from services.billing.policy import BillingPolicy
from services.billing.steps.operations import note_visits
from services.billing.visits.operations.following import follow
from services.billing.visits.queries import views
from services.billing.visits.rules import follow as following_from
from services.billing.visits.tables import Visit

RESTS = {
    NextStep.AWAIT_PROMISE: PauseKind.PROMISE,
    NextStep.CHECK_BOOKS: PauseKind.IN_FLIGHT,
}
"""What follows from an outcome that lets dunning rest."""


def record(uow: UnitOfWork, data: RecordOutcomeRequest) -> dict[str, Any]:
    """Record the outcome of a visit; only the steward whose visit it is."""
    visit = turn(uow, data["visit_id"])
    if visit.steward_id != uow.actor.id:
        raise NotYourVisit
    if visit.status == VisitStatus.CANCELLED:
        raise VisitTakenOff
    if visit.status != VisitStatus.ASSIGNED:
        raise VisitClosed
    policy = uow.policy(BillingPolicy)
    promised = data["promise_date"]
    if promised:
        last = today(uow) + timedelta(days=policy.promise_longest_days)
        if not today(uow) <= promised <= last:
            raise PromiseOutOfRange(field="promise_date", days=policy.promise_longest_days)
    outcome = VisitOutcome(data["outcome"])
    if too_early(outcome, visit.attempt, visit.visit_from, today(uow)):
        raise VisitNotYet(field="outcome", visit_from=visit.visit_from.isoformat())
    waits = {"in_flight": policy.in_flight_days, "visit_again": policy.visit_again_after_days}
    following = following_from(
        outcome, today(uow), visit.attempt, policy.visit_attempts, waits, promised
    )
    visit.status = VisitStatus.DONE
    visit.outcome = outcome
    visit.promise_date, visit.promise_amount = promised, data["promise_amount"]
    visit.remark = data["remark"]
    visit.visited_at = uow.now
    visit.next_step, visit.next_step_on = following.step, following.on
    uow.session.flush()
    uow.subject("visit", visit.id)
    names = ("number", "household_id", "steward_id", "outcome", "remark")
    told = {"visit_id": visit.id} | {name: getattr(visit, name) for name in names}
    uow.emit(VisitMade, visit.id, told)
    conclude(uow, visit)
    begin_rest(uow, visit)
    uow.session.flush()
    pauses.review(uow, visit.household_id)
    again = following.on if following.step == NextStep.VISIT_AGAIN else None
    follow(uow, [visit.household_id], again)
    return views(uow, [visit])[0]


def turn(uow: UnitOfWork, visit_id: str) -> Visit:
    """The visit, locked after its household's account, as everything does that takes it off."""
    seen = uow.session.scalar(select(Visit.household_id).where(Visit.id == visit_id))
    lock_accounts(uow, [seen] if seen else [])
    return uow.load(Visit, visit_id)


def conclude(uow: UnitOfWork, visit: Visit) -> None:
    """The step of the visit is taken by its outcome, before the outcome lets dunning rest."""
    if visit.next_step != NextStep.VISIT_AGAIN:
        for home in homes(uow, [visit.household_id]):
            note_visits(uow, home, rules(uow))


def begin_rest(uow: UnitOfWork, visit: Visit) -> None:
    """A promise, or money said to be under way, lets dunning rest (B13)."""
    kind = RESTS.get(NextStep(visit.next_step or NextStep.GO_ON))
    if kind is None:
        return
    plan, until = [], visit.next_step_on
    if visit.promise_date and visit.promise_amount:
        plan, until = [Instalment(visit.promise_date, visit.promise_amount)], None
    pauses.begin(
        uow, visit.household_id, kind, visit.id, visit.number, plan=plan, until=until
    )  # fmt: skip

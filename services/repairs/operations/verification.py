"""The desk's first check, after which a work order is issued (R01)."""

from typing import Any

from contracts.repairs.codes import Priority
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs import views
from services.repairs.domain import response
from services.repairs.domain.policy import RepairPolicy
from services.repairs.domain.priority import lower
from services.repairs.domain.transitions import Action
from services.repairs.errors import LoweringNeedsReason
from services.repairs.operations import clock, responding
from services.repairs.operations.ending import tell_closed
from services.repairs.operations.progress import current_round, move, record, take_up
from services.repairs.tables import Repair


def first_check(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The guided questions of a category."""
    questions = work.policy(RepairPolicy).first_check_questions
    return {"category": data["category"], "questions": questions.get(data["category"], ())}


def verify(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record the first check; issue the work order, or end the request with advice.

    Raise `IllegalTransition` where it was checked before, and `LoweringNeedsReason` when the
    priority is lowered without one.
    """
    repair = take_up(work, data["repair_id"])
    repair.first_check = [*repair.first_check, *data["first_check"]]
    if data["wrong_handling"]:
        advise(work, repair, data["advice"])
    else:
        move(repair, Action.VERIFY)
        if data["priority"]:
            prioritise(work, repair, Priority(data["priority"]), data["reason"])
        repair.chargeable = data["chargeable"]
        round_ = current_round(work, repair)
        round_.work_order_number = work.number("PG")
        record(
            work,
            repair,
            "verified",
            work_order=round_.work_order_number,
            chargeable=repair.chargeable,
            first_check=data["first_check"],
        )
    return views.summary(work, repair)


def advise(work: UnitOfWork, repair: Repair, advice: str) -> None:
    """End a request whose fault came from wrong handling."""
    move(repair, Action.ADVISE)
    round_ = current_round(work, repair)
    round_.ended_at = work.now
    round_.result = advice
    record(work, repair, "advised", advice=advice)
    tell_closed(work, repair, solved=True)


def prioritise(work: UnitOfWork, repair: Repair, wanted: Priority, reason: str | None) -> None:
    """Change the priority; the clock keeps its start and gets the new limit (X09)."""
    before = Priority(repair.priority)
    if wanted is before:
        return
    if lower(wanted, before) and not reason:
        raise LoweringNeedsReason(field="reason")
    repair.priority = wanted
    round_ = current_round(work, repair)
    policy = work.policy(RepairPolicy)
    clock.write(round_, response.start(policy, wanted, round_.clock_started_at))
    responding.expect(work, round_)
    record(work, repair, "priority_changed", before=before, after=wanted, reason=reason)

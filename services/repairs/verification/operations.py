"""The desk's first check, after which a work order is issued (R01)."""

from typing import Any

from contracts.papers import SERIES, PaperKind
from contracts.repairs.priority import Priority
from contracts.repairs.request_types import VerifyRepairRequest
from contracts.repairs.timeline import RepairAction
from contracts.repairs.verification import LoweringNeedsReason
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.policy import RepairPolicy
from services.repairs.priority.rules import lower
from services.repairs.requests.operations import move, publish_closed, take_up
from services.repairs.requests.queries import current_round
from services.repairs.requests.rules import Action
from services.repairs.requests.tables import Repair
from services.repairs.response import operations as responding
from services.repairs.response import rules as response
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record


def verify(uow: UnitOfWork, data: VerifyRepairRequest) -> dict[str, Any]:
    """Record the first check; issue the work order, or end the request with advice.

    Raise `IllegalTransition` where it was checked before, and `LoweringNeedsReason` when the
    priority is lowered without one.
    """
    repair = take_up(uow, data["repair_id"])
    repair.first_check = [*repair.first_check, *data["first_check"]]
    if data["wrong_handling"]:
        advise(uow, repair, data["advice"] or "")
    else:
        move(repair, Action.VERIFY)
        if data["priority"]:
            prioritise(uow, repair, Priority(data["priority"]), data["reason"])
        repair.chargeable = data["chargeable"]
        round_ = current_round(uow, repair)
        round_.work_order_number = uow.number(SERIES[PaperKind.WORK_ORDER])
        record(
            uow,
            repair,
            RepairAction.VERIFIED,
            work_order=round_.work_order_number,
            chargeable=repair.chargeable,
            first_check=data["first_check"],
        )
    return summary(uow, repair)


def advise(uow: UnitOfWork, repair: Repair, advice: str) -> None:
    """End a request whose fault came from wrong handling."""
    move(repair, Action.ADVISE)
    round_ = current_round(uow, repair)
    round_.ended_at = uow.now
    round_.result = advice
    record(uow, repair, RepairAction.ADVISED, advice=advice)
    publish_closed(uow, repair, solved=True)


def prioritise(uow: UnitOfWork, repair: Repair, wanted: Priority, reason: str | None) -> None:
    """Change the priority; the clock keeps its start and gets the new limit (X09)."""
    before = Priority(repair.priority)
    if wanted is before:
        return
    if lower(wanted, before) and not reason:
        raise LoweringNeedsReason(field="reason")
    repair.priority = wanted
    round_ = current_round(uow, repair)
    policy = uow.policy(RepairPolicy)
    responding.set_clock(round_, response.start(policy, wanted, round_.clock_started_at))
    responding.expect(uow, round_)
    record(uow, repair, RepairAction.PRIORITY_CHANGED, before=before, after=wanted, reason=reason)

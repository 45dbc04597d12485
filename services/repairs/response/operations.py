"""The response deadline (R02): who is notified when nobody has set out in time."""

from contracts.repairs.events import RepairResponseOverdue
from contracts.repairs.timeline import RepairAction
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.queries import current_round
from services.repairs.requests.tables import Repair, Round
from services.repairs.response.rules import ResponseClock, overdue_from
from services.repairs.timeline.operations import record

RESPONSE = "response"
"""Kind of the deadline; its subject is the repair, its step the round."""


def set_clock(round_: Round, clock: ResponseClock) -> None:
    """Set the clock of a round."""
    round_.clock_started_at = clock.started_at
    round_.limit_minutes = clock.limit_minutes
    round_.carried_minutes = clock.carried_minutes
    round_.around_the_clock = clock.around_the_clock
    round_.respond_by = clock.respond_by
    round_.provisional = clock.provisional


def expect(uow: UnitOfWork, round_: Round) -> None:
    """Watch the response of a round, or go on at its new time; each round leads to one
    notification."""
    due_at = overdue_from(round_.respond_by)
    uow.deadlines.set(RESPONSE, round_.repair_id, due_at, step=str(round_.no))


def publish_overdue(uow: UnitOfWork, deadline: Deadline) -> None:
    """Notify the supervisors, unless somebody has set out or the round has ended."""
    repair = uow.load(Repair, deadline.subject_id)
    round_ = current_round(uow, repair)
    running = round_.set_out_at is None and round_.ended_at is None
    if str(round_.no) != deadline.step or not running or uow.now <= round_.respond_by:
        return
    respond_by = round_.respond_by.isoformat()
    record(
        uow,
        repair,
        RepairAction.RESPONSE_OVERDUE,
        respond_by=respond_by,
        engineer=round_.engineer_name,
    )
    uow.emit(
        RepairResponseOverdue,
        repair.id,
        {
            "repair_id": repair.id,
            "number": repair.number,
            "priority": repair.priority,
            "building": repair.building,
            "engineer_id": round_.engineer_id,
            "respond_by": round_.respond_by,
            "household_id": repair.household_id,
        },
    )

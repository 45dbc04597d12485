"""The follow-up (回访) two to three days after completion (R05)."""

from typing import Any

from sqlalchemy import select

from contracts.repairs.codes import FollowUpResult, Priority
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs import views
from services.repairs.domain import response
from services.repairs.domain.follow_up import FollowUpWindow
from services.repairs.domain.policy import RepairPolicy
from services.repairs.domain.transitions import Action
from services.repairs.errors import FollowUpByEngineer
from services.repairs.operations import clock, responding, unreached
from services.repairs.operations.ending import tell_closed
from services.repairs.operations.progress import (
    current_round,
    end_follow_up,
    move,
    record,
    require_own,
    take_up,
)
from services.repairs.tables import Repair, Round

ACTIONS = {
    FollowUpResult.SOLVED: Action.CLOSE,
    FollowUpResult.UNSOLVED: Action.REOPEN,
    FollowUpResult.UNREACHED: Action.TRY_FOLLOW_UP,
}


def follow_up(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Record what came of asking: solved closes the repair, not solved reopens it.

    Who worked on it must not ask (`FollowUpByEngineer`). One made before day 2 is taken, since a
    resident's word is never refused, and counted as early. Attempts that reach nobody are kept
    apart, by `unreached`.
    """
    repair = take_up(work, data["repair_id"])
    require_own(work, repair)
    result = FollowUpResult(data["result"])
    move(repair, ACTIONS[result])
    require_other_than_engineer(work, repair)
    round_ = current_round(work, repair)
    if result is FollowUpResult.UNREACHED:
        unreached.attempt(work, repair, round_, data["remark"])
    else:
        answered(work, repair, round_, data)
    return views.summary(work, repair)


def answered(work: UnitOfWork, repair: Repair, round_: Round, data: dict[str, Any]) -> None:
    """Enter the resident's answer and do what follows from it."""
    assert round_.follow_up_from is not None and round_.follow_up_by is not None
    asked = FollowUpWindow(round_.follow_up_from, round_.follow_up_by)
    end_follow_up(work, round_, FollowUpResult(data["result"]))
    round_.follow_up_timing = asked.timing(work.now)
    for name in ("rating", "remark", "badge_worn", "gifts_taken"):
        setattr(round_, name, data[name])
    detail = {"solved": round_.solved, "rating": data["rating"], "remark": data["remark"]}
    record(work, repair, "followed_up", timing=round_.follow_up_timing, **detail)
    if round_.solved:
        record(work, repair, "closed")
        tell_closed(work, repair, solved=True, rating=data["rating"])
    else:
        reopen(work, repair, round_)


def reopen(work: UnitOfWork, repair: Repair, unsolved: Round) -> None:
    """Start another round with a work order of its own.

    It goes on with the original clock: the minutes used so far are not given back. The payer
    stays the same, and what was charged is not charged again.
    """
    assert unsolved.set_out_at is not None
    policy = work.policy(RepairPolicy)
    used = clock.read(unsolved).used_minutes(policy.calendar, unsolved.set_out_at)
    round_ = Round(repair_id=repair.id, no=repair.round_no + 1, work_order_number=work.number("PG"))
    clock.write(round_, response.start(policy, Priority(repair.priority), work.now, used))
    work.session.add(round_)
    responding.expect(work, round_)
    repair.round_no = round_.no
    record(
        work,
        repair,
        "reopened",
        work_order=round_.work_order_number,
        carried_minutes=used,
        respond_by=round_.respond_by.isoformat(),
    )


def require_other_than_engineer(work: UnitOfWork, repair: Repair) -> None:
    """Raise `FollowUpByEngineer` for whoever had an order of this repair."""
    engineers = select(Round.engineer_id).where(Round.repair_id == repair.id)
    if work.actor.id in set(work.session.scalars(engineers)):
        raise FollowUpByEngineer

"""The follow-up (回访) two to three days after completion (R05)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from contracts.papers import SERIES, PaperKind
from contracts.repairs.events import RepairFollowedUp
from contracts.repairs.follow_up import FollowUpByEngineer, FollowUpResult
from contracts.repairs.priority import Priority
from contracts.repairs.request_types import FollowUpRepairRequest
from contracts.repairs.timeline import RepairAction
from contracts.roles import STAFF
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.follow_up.rules import FollowUpWindow, given_up
from services.repairs.follow_up.tables import Attempt
from services.repairs.policy import RepairPolicy
from services.repairs.requests.operations import move, publish_closed, take_up
from services.repairs.requests.queries import current_round
from services.repairs.requests.rules import Action, is_solved
from services.repairs.requests.tables import Repair, Round
from services.repairs.response import operations as responding
from services.repairs.response import rules as response
from services.repairs.response.queries import clock_of
from services.repairs.summaries.queries import summary
from services.repairs.timeline.operations import record

ACTIONS = {
    FollowUpResult.SOLVED: Action.CLOSE,
    FollowUpResult.UNSOLVED: Action.REOPEN,
    FollowUpResult.UNREACHED: Action.TRY_FOLLOW_UP,
}


def follow_up(uow: UnitOfWork, data: FollowUpRepairRequest) -> dict[str, Any]:
    """Record what came of asking: solved closes the repair, not solved reopens it.

    Who worked on it must not ask (`FollowUpByEngineer`). One made before day 2 is taken, since a
    resident's word is never refused, and counted as early. Attempts that reach nobody are kept
    apart, by `attempt`.
    """
    repair = take_up(uow, data["repair_id"])
    result = FollowUpResult(data["result"] or "")
    move(repair, ACTIONS[result])
    require_other_than_engineer(uow, repair)
    round_ = current_round(uow, repair)
    if result is FollowUpResult.UNREACHED:
        attempt(uow, repair, round_, data["remark"])
    else:
        answered(uow, repair, round_, data, result)
    publish_followed_up(uow, repair, round_, data)
    return summary(uow, repair)


def publish_followed_up(
    uow: UnitOfWork, repair: Repair, round_: Round, data: FollowUpRepairRequest
) -> None:
    """Tell what came of asking, of whose work."""
    payload = {
        "repair_id": repair.id,
        "number": repair.number,
        "household_id": repair.household_id,
        **repair.belonging,
        "public_place": repair.public_place,
        "complaint_id": repair.complaint_id,
        "engineer_id": round_.engineer_id,
    }
    said = {name: data[name] for name in ("result", "rating", "remark")}
    uow.emit(RepairFollowedUp, repair.id, payload | said)


def answered(
    uow: UnitOfWork,
    repair: Repair,
    round_: Round,
    data: FollowUpRepairRequest,
    result: FollowUpResult,
) -> None:
    """Enter the resident's answer and do what follows from it."""
    assert round_.follow_up_from is not None and round_.follow_up_by is not None
    follow_up = FollowUpWindow(round_.follow_up_from, round_.follow_up_by)
    end_follow_up(uow, round_, result)
    round_.follow_up_timing = follow_up.timing(uow.now)
    for name in ("rating", "remark", "badge_worn", "gifts_taken"):
        setattr(round_, name, data[name])
    solved = is_solved(result)
    detail = {"solved": solved, "rating": data["rating"], "remark": data["remark"]}
    record(uow, repair, RepairAction.FOLLOWED_UP, timing=round_.follow_up_timing, **detail)
    if solved:
        record(uow, repair, RepairAction.CLOSED)
        publish_closed(uow, repair, solved=True, rating=data["rating"])
    else:
        reopen(uow, repair, round_)


def reopen(uow: UnitOfWork, repair: Repair, unsolved: Round) -> None:
    """Start another round with a work order of its own.

    It goes on with the original clock: the minutes used so far are not given back. The payer
    stays the same, and what was charged is not charged again.
    """
    assert unsolved.set_out_at is not None
    policy = uow.policy(RepairPolicy)
    used = clock_of(unsolved).used_minutes(policy.calendar, unsolved.set_out_at)
    round_ = Round(
        repair_id=repair.id,
        no=repair.round_no + 1,
        work_order_number=uow.number(SERIES[PaperKind.WORK_ORDER]),
    )
    responding.set_clock(round_, response.start(policy, Priority(repair.priority), uow.now, used))
    uow.session.add(round_)
    responding.expect(uow, round_)
    repair.round_no = round_.no
    record(
        uow,
        repair,
        RepairAction.REOPENED,
        work_order=round_.work_order_number,
        carried_minutes=used,
        respond_by=round_.respond_by.isoformat(),
    )


def require_other_than_engineer(uow: UnitOfWork, repair: Repair) -> None:
    """Raise `FollowUpByEngineer` for whoever had an order of this repair."""
    engineers = select(Round.engineer_id).where(Round.repair_id == repair.id)
    if uow.actor.id in set(uow.session.scalars(engineers)):
        raise FollowUpByEngineer


def end_follow_up(uow: UnitOfWork, round_: Round, result: FollowUpResult) -> None:
    """Enter what came of the follow-up, and who made it (R05)."""
    round_.follow_up_result, round_.followed_up_at = result, uow.now
    round_.followed_up_by_id, round_.followed_up_by = uow.actor.id, uow.actor.name


def attempt(uow: UnitOfWork, repair: Repair, round_: Round, remark: str | None) -> None:
    """Record that nobody was reached; on enough different days, it ends the repair.

    Raise `Forbidden` for residents, who cannot miss themselves.
    """
    uow.actor.require(*STAFF)
    uow.session.add(
        Attempt(
            repair_id=repair.id,
            round_no=round_.no,
            at=uow.now,
            by_id=uow.actor.id,
            by=uow.actor.name,
            remark=remark or None,
        )
    )
    uow.session.flush()
    record(
        uow,
        repair,
        RepairAction.FOLLOW_UP_ATTEMPTED,
        result=FollowUpResult.UNREACHED,
        remark=remark,
    )
    if given_up(uow.policy(RepairPolicy), attempts_at(uow, round_)):
        move(repair, Action.CLOSE)
        end_follow_up(uow, round_, FollowUpResult.UNREACHED)
        record(uow, repair, RepairAction.CLOSED, result=FollowUpResult.UNREACHED)
        publish_closed(uow, repair, solved=None)


def attempts_at(uow: UnitOfWork, round_: Round) -> list[datetime]:
    """When attempts of a round reached nobody."""
    of_round = (Attempt.repair_id == round_.repair_id, Attempt.round_no == round_.no)
    return list(uow.session.scalars(select(Attempt.at).where(*of_round)))

"""Steps of a repair: taking it up, moving it on, entering it in the timeline."""

from typing import Any

from contracts.repairs.codes import FollowUpResult, RepairStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.domain.transitions import Action, after
from services.repairs.errors import IllegalTransition
from services.repairs.tables import Entry, Repair, Round


def take_up(work: UnitOfWork, repair_id: str) -> Repair:
    """The repair, locked, in the version that the caller has read.

    The repair's row is always locked first: whoever holds it may touch its rounds, offers and
    quotes, and two dispatchers or engineers take turns here.
    """
    repair = work.load(Repair, repair_id)
    work.check_version(repair)
    work.subject("repair", repair.id)
    return repair


def current_round(work: UnitOfWork, repair: Repair) -> Round:
    """The round that the repair is in."""
    round_ = work.session.get(Round, (repair.id, repair.round_no))
    assert round_ is not None
    return round_


def move(repair: Repair, action: Action) -> None:
    """Bring the repair into the state that the action leads to; raise `IllegalTransition`."""
    following = after(action, RepairStatus(repair.status))
    if following is None:
        raise IllegalTransition(status=repair.status, action=action.value)
    repair.status = following


def end_follow_up(work: UnitOfWork, round_: Round, result: FollowUpResult) -> None:
    """Enter what came of the follow-up, and who made it (R05)."""
    round_.follow_up_result, round_.followed_up_at = result, work.now
    round_.followed_up_by_id, round_.followed_up_by = work.actor.id, work.actor.name


def record(work: UnitOfWork, repair: Repair, action: str, **detail: Any) -> None:
    """Enter a step in the timeline (C11); details are JSON primitives."""
    repair.version += 1
    work.session.add(
        Entry(
            repair_id=repair.id,
            at=work.now,
            actor_id=work.actor.id,
            actor=work.actor.name,
            action=action,
            detail=detail,
        )
    )


def require_own(work: UnitOfWork, repair: Repair) -> None:
    """Raise `NotYourHousehold` for a resident who neither lives there nor asked for it."""
    asked = repair.household_id is None and repair.requested_by_id == work.actor.id
    if not asked:
        work.actor.require_household(repair.household_id)

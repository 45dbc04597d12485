"""The response clock of a round, as it is kept (R02)."""

from contracts.repairs.requests import NOT_SET_OUT
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair, Round
from services.repairs.response.rules import ResponseClock


def clock_of(round_: Round) -> ResponseClock:
    """The clock of a round."""
    return ResponseClock(
        started_at=round_.clock_started_at,
        limit_minutes=round_.limit_minutes,
        around_the_clock=round_.around_the_clock,
        respond_by=round_.respond_by,
        provisional=round_.provisional,
        carried_minutes=round_.carried_minutes,
    )


def kept(uow: UnitOfWork, repair: Repair, round_: Round) -> bool | None:
    """Whether the response came in time; None while it can, or when it was cancelled before."""
    current = round_.no == repair.round_no
    if round_.set_out_at is None and not (current and repair.status in NOT_SET_OUT):
        over = round_.ended_at is not None and round_.ended_at > round_.respond_by
        return False if over else None
    return clock_of(round_).kept(round_.set_out_at, uow.now)

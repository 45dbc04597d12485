"""Which action is allowed in which state of a repair, and where it leads."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.repairs.follow_up import FollowUpResult
from contracts.repairs.requests import RepairStatus as S


class Action(StrEnum):
    """What can be done to a repair. Those without a row change no state."""

    VERIFY = "verify"
    """核实: the first check found a real fault."""
    ADVISE = "advise"
    """指导: the first check found wrong handling, advice solved it."""
    DISPATCH = "dispatch"
    """派工: offer the order to an engineer."""
    ACCEPT = "accept"
    """接单: the engineer takes it on."""
    RETURN = "return"
    """退回: the offer is declined or lapsed."""
    LEAVE = "leave"
    """离岗: the engineer works here no more, whatever he had got to."""
    SET_OUT = "set_out"
    """出发: the response clock stops."""
    ARRIVE = "arrive"
    """到场: on site."""
    QUOTE = "quote"
    """报价: say what chargeable work will cost."""
    DECIDE_QUOTE = "decide_quote"
    """答复报价: accept or reject the quote."""
    COMPLETE = "complete"
    """完工: the work is done."""
    TRY_FOLLOW_UP = "try_follow_up"
    """尝试回访: asked, but nobody was reached."""
    CLOSE = "close"
    """结案: followed up and solved, or given up since nobody was reached."""
    REOPEN = "reopen"
    """返修: followed up and not solved."""
    CANCEL = "cancel"
    """取消: withdrawn."""


UNDER_WAY = (S.VERIFIED, S.REOPENED, S.DISPATCHED, S.ACCEPTED, S.ON_THE_WAY, S.ARRIVED)
"""A work order is out and not done."""
TAKEN_ON = (S.ACCEPTED, S.ON_THE_WAY, S.ARRIVED)
"""An engineer has said yes, and is not done."""

TRANSITIONS: Mapping[Action, Mapping[S, S]] = {
    Action.VERIFY: {S.REQUESTED: S.VERIFIED},
    Action.ADVISE: {S.REQUESTED: S.ADVISED},
    Action.DISPATCH: dict.fromkeys(
        (S.VERIFIED, S.REOPENED, S.DISPATCHED, S.ACCEPTED), S.DISPATCHED
    ),
    Action.ACCEPT: {S.DISPATCHED: S.ACCEPTED},
    Action.RETURN: {S.DISPATCHED: S.VERIFIED},
    Action.LEAVE: dict.fromkeys((S.DISPATCHED, *TAKEN_ON), S.VERIFIED),
    Action.SET_OUT: {S.ACCEPTED: S.ON_THE_WAY},
    Action.ARRIVE: {S.ON_THE_WAY: S.ARRIVED},
    Action.QUOTE: {status: status for status in UNDER_WAY},
    Action.DECIDE_QUOTE: {status: status for status in UNDER_WAY},
    Action.COMPLETE: {S.ARRIVED: S.COMPLETED},
    Action.TRY_FOLLOW_UP: {S.COMPLETED: S.COMPLETED},
    Action.CLOSE: {S.COMPLETED: S.CLOSED},
    Action.REOPEN: {S.COMPLETED: S.REOPENED},
    Action.CANCEL: dict.fromkeys((S.REQUESTED, *UNDER_WAY), S.CANCELLED),
}


def after(action: Action, status: S) -> S | None:
    """The state that the action leads to, or None where it is not allowed."""
    return TRANSITIONS[action].get(status)


def is_solved(result: str | None) -> bool | None:
    """What the resident said when followed up; None as long as nobody was reached who could."""
    if result in (None, FollowUpResult.UNREACHED):
        return None
    return result == FollowUpResult.SOLVED

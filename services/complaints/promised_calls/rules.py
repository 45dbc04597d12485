"""When a call may be promised, and how far one is (C04)."""

from datetime import datetime, timedelta

from contracts.complaints.call_backs import LONGEST_DAYS, CallBackState


def may_be_promised(due_at: datetime, now: datetime) -> bool:
    """Whether it is a time to come, and no slip of the pen."""
    return now < due_at <= now + timedelta(days=LONGEST_DAYS)


def state_of(due_at: datetime, made_at: datetime | None, now: datetime) -> CallBackState:
    """How far a promised call is."""
    if made_at is None:
        return CallBackState.PROMISED if now < due_at else CallBackState.MISSED
    return CallBackState.MADE if made_at <= due_at else CallBackState.MADE_LATE

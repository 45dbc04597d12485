"""When a completed repair is followed up (R05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from contracts.repairs.follow_up import FollowUpTiming
from foundation.clock import at_local, local_date
from services.repairs.policy import RepairPolicy


@dataclass(frozen=True)
class FollowUpWindow:
    """From the opening of the first day to the closing of the last."""

    opens_at: datetime
    closes_at: datetime

    def timing(self, at: datetime) -> FollowUpTiming:
        """How a follow-up at this moment counts."""
        if at < self.opens_at:
            return FollowUpTiming.EARLY
        return FollowUpTiming.IN_TIME if at <= self.closes_at else FollowUpTiming.LATE


def given_up(policy: RepairPolicy, attempts: Iterable[datetime]) -> bool:
    """Whether attempts that reached nobody were made on enough different local days."""
    return len({local_date(at) for at in attempts}) >= policy.unreached_days


def window(policy: RepairPolicy, completed_at: datetime) -> FollowUpWindow:
    """Days 2 to 3 after the day of completion; calendar days, within the desk's hours."""
    day = local_date(completed_at)
    first = day + timedelta(days=policy.follow_up_from_day)
    last = day + timedelta(days=policy.follow_up_by_day)
    return FollowUpWindow(
        at_local(first, time.fromisoformat(policy.service_opens)),
        at_local(last, time.fromisoformat(policy.service_closes)),
    )

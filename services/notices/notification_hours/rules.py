"""When people may be notified: in the hours for it, unless it cannot wait."""

from datetime import UTC, datetime, timedelta

from foundation.clock import at_local, local_date
from services.notices.policy import NoticesPolicy


def in_hours(policy: NoticesPolicy, at: datetime) -> bool:
    """Whether somebody may be notified at this moment."""
    return sending_time(policy, at) == at


def sending_time(policy: NoticesPolicy, at: datetime) -> datetime:
    """The first moment from `at` on in which somebody may be notified; `at` itself in the hours."""
    opens, closes = policy.hours
    day = local_date(at)
    if at >= at_local(day, closes):
        day += timedelta(days=1)
    return max(at.astimezone(UTC), at_local(day, opens))

"""The response clock (R02): from the request until the engineer sets out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contracts.repairs.priority import Priority
from foundation.calendar import ServiceCalendar
from services.repairs.policy import RepairPolicy

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class ResponseClock:
    """A running or stopped response clock. Limits in minutes of service time.

    `carried_minutes` were used by earlier rounds: a repair that is reopened goes on with its
    original clock instead of getting a fresh one (R05).
    """

    started_at: datetime
    limit_minutes: int
    around_the_clock: bool
    respond_by: datetime
    provisional: bool
    carried_minutes: int = 0

    def used_minutes(self, calendar: ServiceCalendar, stopped_at: datetime) -> int:
        """Minutes used when the engineer set out, earlier rounds included."""
        if self.around_the_clock:
            passed = max(int((stopped_at - self.started_at) / MINUTE), 0)
        else:
            passed = calendar.service_minutes(self.started_at, stopped_at)
        return self.carried_minutes + passed

    def kept(self, stopped_at: datetime | None, now: datetime) -> bool | None:
        """Whether the response came in time; None while it still can."""
        if stopped_at is not None:
            return stopped_at <= self.respond_by
        return None if now <= self.respond_by else False

    def explained(self, calendar: ServiceCalendar) -> list[dict[str, Any]]:
        """The stretches from the start to the deadline, counted or not (C11)."""
        if not self.around_the_clock:
            parts = calendar.segments(self.started_at, self.respond_by)
            return [part.as_json() for part in parts]
        whole = {"from": self.started_at, "to": self.respond_by}
        return [{**whole, "counted": True, "reason": "around_the_clock"}]


def start(
    policy: RepairPolicy, priority: Priority, at: datetime, carried_minutes: int = 0
) -> ResponseClock:
    """The clock of a request made, or reopened, at a moment."""
    limit = policy.response_hours[priority] * 60
    left = max(limit - carried_minutes, 0) * MINUTE
    always = priority in policy.around_the_clock
    reckoned = None if always else policy.calendar.add_service_time(at, left)
    return ResponseClock(
        started_at=at,
        limit_minutes=limit,
        around_the_clock=always,
        respond_by=reckoned.due_at if reckoned else at + left,
        provisional=bool(reckoned and reckoned.provisional),
        carried_minutes=carried_minutes,
    )


def overdue_from(respond_by: datetime) -> datetime:
    """When a response is too late: one at the very deadline is kept."""
    return respond_by + timedelta(seconds=1)


def answer_by(policy: RepairPolicy, priority: Priority, offered_at: datetime) -> datetime:
    """When an offer lapses (R08); outside emergencies only service hours count."""
    allowed = policy.accept_minutes[priority] * MINUTE
    if priority in policy.around_the_clock:
        return offered_at + allowed
    return policy.calendar.add_service_time(offered_at, allowed).due_at

"""The escalation ladder (X08, X09): receiver → supervisor → deputy manager → director.

The rules read a snapshot of a case and a time, and say which tier is to be notified next. They
never look at what was planned earlier: whoever asks, whenever, gets the same answer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from contracts.complaints.cases import Gravity, Kind
from contracts.complaints.escalation import EscalationReason, Tier
from foundation.calendar import ServiceCalendar
from services.complaints.deadlines.rules import CaseClock
from services.complaints.policy import ComplaintPolicy

CLIMBERS = (Tier.SUPERVISOR, Tier.DEPUTY_MANAGER, Tier.DIRECTOR)
"""Tiers that are notified; the receiver knows."""
SHORT_LADDER = frozenset({Kind.INQUIRY, Kind.SUGGESTION})
"""No complaints: a late answer is reported to the supervisor, and climbs no further (X02)."""


@dataclass(frozen=True)
class Step:
    """When a tier is notified, if nothing happens."""

    tier: Tier
    at: datetime


@dataclass(frozen=True)
class NotifiedTier:
    """A tier that was notified."""

    tier: Tier
    acknowledge_by: datetime
    acknowledged: bool


@dataclass(frozen=True)
class Escalation:
    """A tier that is to be notified now."""

    tier: Tier
    reason: EscalationReason
    due_at: datetime


def plan(
    clock: CaseClock,
    kind: Kind,
    gravity: Gravity,
    policy: ComplaintPolicy,
    calendar: ServiceCalendar,
) -> tuple[Step, ...]:
    """When each tier is notified. A major case climbs from the start, and by its missed deadline
    like any other: whichever is earlier."""
    limit = clock.limit(calendar).due_at

    def step(tier: Tier, overdue: int, major: int) -> Step:
        at = later(limit, overdue, clock, calendar)
        if clock.own_due_at:
            at = min(at, after(clock.own_due_at, overdue, calendar))
        if gravity is Gravity.MAJOR:
            at = min(at, later(clock.started_at, major, clock, calendar))
        return Step(tier, at)

    tiers = CLIMBERS[:1] if kind in SHORT_LADDER else CLIMBERS
    times = zip(tiers, policy.overdue_ladder_minutes, policy.major_ladder_minutes, strict=False)
    return tuple(step(*each) for each in times)


def later(start: datetime, minutes: int, clock: CaseClock, calendar: ServiceCalendar) -> datetime:
    """So many service minutes after `start`, moved by the stops of the clock."""
    return clock.shifted(after(start, minutes, calendar), calendar)


def after(start: datetime, minutes: int, calendar: ServiceCalendar) -> datetime:
    """So many service minutes after `start`."""
    return calendar.add_service_time(start, timedelta(minutes=minutes)).due_at


def next_escalation(
    steps: tuple[Step, ...], notified: tuple[NotifiedTier, ...], now: datetime
) -> Escalation | None:
    """The one tier to be notified next, or None. Ask again after it was notified.

    Always the lowest that is due, so that tiers missed during an outage are notified in order;
    never one at or below the highest that was notified.
    """
    highest = max((one.tier.rank for one in notified), default=0)
    ahead = [step for step in steps if step.tier.rank > highest]
    if not ahead:
        return None
    lowest = ahead[0]
    if any(step.at <= now for step in ahead):
        return Escalation(lowest.tier, EscalationReason.OVERDUE, min(lowest.at, now))
    for one in notified:
        if one.tier.rank == highest and not one.acknowledged and one.acknowledge_by <= now:
            return Escalation(lowest.tier, EscalationReason.UNACKNOWLEDGED, one.acknowledge_by)
    return None


def upcoming(steps: tuple[Step, ...], notified: tuple[NotifiedTier, ...]) -> tuple[Step, ...]:
    """Steps above the highest tier that was notified, lowest first."""
    highest = max((one.tier.rank for one in notified), default=0)
    return tuple(step for step in steps if step.tier.rank > highest)

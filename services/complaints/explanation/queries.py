"""The deadline of a case explained (C11)."""

from datetime import timedelta
from typing import Any

from contracts.complaints.deadlines import DeadlineClass
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED
from services.complaints.cases.tables import Complaint
from services.complaints.deadlines.queries import clock_of, moment_of, terms
from services.complaints.deadlines.rules import CaseClock
from services.complaints.escalation import rules as ladder
from services.complaints.escalation.queries import notified_tiers, snapshot, steps_of
from services.complaints.explanation.rules import DeadlineFacts, explain
from services.complaints.figures.rules import kept


def deadline(uow: UnitOfWork, complaint: Complaint) -> dict[str, Any] | None:
    """The deadline explained: which minutes counted, which did not, and why."""
    clock = clock_of(complaint)
    if clock is None or complaint.due_at is None:
        return None
    calendar = terms(uow, complaint).calendar()
    limit = clock.limit(calendar)
    counted_from = calendar.next_opening(clock.started_at)
    stops_before = tuple(stop for stop in clock.stops if stop.start < complaint.due_at)
    effective = CaseClock(clock.started_at, clock.days, clock.day_kind, stops_before)
    ours = clock.shifted(limit.due_at, calendar)
    stood = effective.stood(calendar)
    segments = effective.segments(complaint.due_at, calendar)
    return {
        "limit": complaint.limit_class,
        "allowed_days": clock.days,
        "day_kind": clock.day_kind,
        "lodged_at": complaint.lodged_at,
        "counted_from": counted_from,
        "due_at": complaint.due_at,
        "limit_at": ours,
        "own_due_at": clock.own_due_at,
        "provisional": complaint.due_provisional,
        "counted_minutes": minutes(segments, counted=True),
        "uncounted_minutes": minutes(segments, counted=False),
        "stopped_minutes": int(stood / timedelta(minutes=1)),
        "stopped_at": complaint.stopped_at,
        "kept": kept(complaint.due_at, complaint.answered_at, moment_of(uow, complaint)),
        "next_step": next_step(uow, complaint),
        "segments": segments,
        "explanation": explain(
            DeadlineFacts(
                limit=DeadlineClass(complaint.limit_class),
                days=clock.days,
                day_kind=clock.day_kind,
                lodged_at=clock.started_at,
                counted_from=counted_from,
                limit_at=limit.due_at,
                stood=stood,
                due_at=ours,
                own_due_at=clock.own_due_at,
                provisional=complaint.due_provisional,
            ),
            uow.actor.language,
        ),
    }


def minutes(segments: list[dict[str, Any]], *, counted: bool) -> int:
    """Minutes on the clock of the stretches that counted, or that did not."""
    spans = (part["to"] - part["from"] for part in segments if part["counted"] is counted)
    return int(sum(spans, timedelta()) / timedelta(minutes=1))


def next_step(uow: UnitOfWork, complaint: Complaint) -> dict[str, Any] | None:
    """The tier that is notified next, if nothing happens."""
    if complaint.status in ENDED or complaint.stopped_at is not None:
        return None
    notified = tuple(snapshot(row) for row in notified_tiers(complaint))
    ahead = ladder.upcoming(steps_of(uow, complaint), notified)
    if not ahead:
        return None
    waiting = [one.acknowledge_by for one in notified[-1:] if not one.acknowledged]
    return {"tier": ahead[0].tier, "at": min([ahead[0].at, *waiting])}

"""A case with everything that happened to it (C11)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from contracts.complaints.codes import DeadlineClass
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain import ladder
from services.complaints.domain.clock import CaseClock
from services.complaints.domain.explanation import DeadlineFacts, explain
from services.complaints.domain.month import kept
from services.complaints.domain.policy import ComplaintPolicy
from services.complaints.queries.actions import actions
from services.complaints.queries.clocks import clock_of
from services.complaints.queries.letters import letter_of
from services.complaints.queries.summary import ENDED, summary
from services.complaints.queries.tiers import snapshot, steps_of, told_of
from services.complaints.tables import (
    Answer,
    Complaint,
    Entry,
    PlatformMessage,
    ReturnVisit,
)

STAFF_ONLY: dict[str, Any] = {
    "escalations": [],
    "return_visits": [],
    "letter": None,
}
"""What residents do not see of a case: how the company watches over itself."""
PUBLIC_CHANGES = frozenset({"status", "kind", "category", "department", "due_at", "tier"})


def get(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """One case; residents see what concerns them. Raise `NotFound`, `NotYourHousehold`."""
    complaint = work.load(Complaint, data["complaint_id"])
    require_visible(work, complaint)
    staff = work.actor.is_staff
    shown = summary(work, complaint, full=True) | {
        "restated": {
            "text": complaint.restated_text,
            "confirmed": complaint.restated_confirmed,
        },
        "result": complaint.result,
        "failed_visits": complaint.failed_visits,
        "deadline": deadline(work, complaint),
        "escalations": told_of(complaint),
        "answers": rows(work, Answer, complaint),
        "return_visits": rows(work, ReturnVisit, complaint),
        "letter": letter_of(work, complaint),
        "platform_message": next(iter(rows(work, PlatformMessage, complaint)), None),
        "timeline": timeline(work, complaint, staff=staff),
        "actions": actions(work.actor, complaint),
    }
    return shown if staff else shown | STAFF_ONLY


def require_visible(work: UnitOfWork, complaint: Complaint) -> None:
    """Staff see all; a resident the cases of the own households and those lodged in person.

    A case of no household that is not one's own is not there (`NotFound`).
    """
    if work.actor.is_staff or complaint.lodged_by_id == work.actor.id:
        return
    if complaint.household_id is None:
        raise NotFound
    work.actor.require_household(complaint.household_id)


def rows(work: UnitOfWork, model: Any, complaint: Complaint) -> list[Any]:
    """What belongs to a case, in the order in which it was made."""
    key = next(iter(model.__table__.primary_key))
    statement = select(model).where(model.complaint_id == complaint.id).order_by(key)
    return list(work.session.scalars(statement))


def timeline(work: UnitOfWork, complaint: Complaint, *, staff: bool) -> list[dict[str, Any]]:
    """Who did what when, from which channel, before and after."""
    return [
        {
            "at": row.at,
            "actor": row.actor,
            "action": row.action,
            "channel": row.channel,
            "tier": row.tier,
            "changes": row.changes if staff else public_changes(row.changes),
            "detail": row.detail,
        }
        for row in rows(work, Entry, complaint)
        if staff or row.public
    ]


def public_changes(changes: dict[str, Any]) -> dict[str, Any]:
    """What a resident sees of a change."""
    return {name: change for name, change in changes.items() if name in PUBLIC_CHANGES}


def deadline(work: UnitOfWork, complaint: Complaint) -> dict[str, Any] | None:
    """The deadline explained: which minutes counted, which did not, and why."""
    clock = clock_of(complaint)
    if clock is None or complaint.due_at is None:
        return None
    calendar = work.policy(ComplaintPolicy).calendar()
    limit = clock.limit(calendar)
    counted_from = calendar.next_opening(clock.started_at)
    stops_before = tuple(stop for stop in clock.stops if stop.start < complaint.due_at)
    effective = CaseClock(clock.started_at, clock.days, clock.day_kind, stops_before)
    stood = effective.stood(calendar)
    segments = effective.segments(complaint.due_at, calendar)
    return {
        "limit": complaint.limit_class,
        "allowed_days": clock.days,
        "day_kind": clock.day_kind,
        "lodged_at": complaint.lodged_at,
        "counted_from": counted_from,
        "due_at": complaint.due_at,
        "provisional": complaint.due_provisional,
        "counted_minutes": minutes(segments, counted=True),
        "uncounted_minutes": minutes(segments, counted=False),
        "stopped_minutes": int(stood / timedelta(minutes=1)),
        "stopped_at": complaint.stopped_at,
        "kept": kept(complaint.due_at, complaint.answered_at, work.now),
        "next_step": next_step(work, complaint),
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
                due_at=complaint.due_at,
                provisional=complaint.due_provisional,
            ),
            work.actor.language,
        ),
    }


def minutes(segments: list[dict[str, Any]], *, counted: bool) -> int:
    """Minutes on the clock of the stretches that counted, or that did not."""
    spans = (part["to"] - part["from"] for part in segments if part["counted"] is counted)
    return int(sum(spans, timedelta()) / timedelta(minutes=1))


def next_step(work: UnitOfWork, complaint: Complaint) -> dict[str, Any] | None:
    """The tier that is told next, if nothing happens."""
    if complaint.status in ENDED or complaint.stopped_at is not None:
        return None
    told = tuple(snapshot(row) for row in told_of(complaint))
    ahead = ladder.upcoming(steps_of(work, complaint), told)
    if not ahead:
        return None
    waiting = [one.acknowledge_by for one in told[-1:] if not one.acknowledged]
    return {"tier": ahead[0].tier, "at": min([ahead[0].at, *waiting])}

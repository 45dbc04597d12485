"""The timeline of a case (C11): who did what when, from which channel, before and after."""

from datetime import datetime
from typing import Any

from contracts.complaints.timeline import Action
from foundation.clock import SHANGHAI
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.timeline.tables import TimelineEntry

TRACKED = (
    "status", "kind", "category", "gravity", "urgency", "validity", "ground", "department",
    "handler", "first_responsible", "due_at", "tier", "final", "outcome",
)  # fmt: skip
"""What is shown before and after."""

Facts = dict[str, Any]


def facts(complaint: Complaint) -> Facts:
    """The tracked values as they are now."""
    return {name: written(getattr(complaint, name)) for name in TRACKED}


def record(
    uow: UnitOfWork,
    complaint: Complaint,
    action: Action,
    before: Facts | None = None,
    *,
    public: bool = True,
    channel: str | None = None,
    tier: str | None = None,
    **detail: Any,
) -> None:
    """Write the timeline: who did what, and what is different from `before` (C11).

    With it goes a new version of the case, so that an edit based on an older one is refused.
    """
    now_true = facts(complaint)
    changes = {
        name: {"before": old, "after": now_true[name]}
        for name, old in (before or {}).items()
        if old != now_true[name]
    }
    complaint.version += 1
    uow.append(
        TimelineEntry,
        complaint_id=complaint.id,
        at=uow.now,
        actor_id=uow.actor.id,
        actor=uow.actor.name,
        action=action,
        channel=channel,
        tier=tier,
        changes=changes,
        detail={name: written(value) for name, value in detail.items() if value is not None},
        public=public,
    )


def written(value: Any) -> Any:
    """A value as JSON has it; times local with offset."""
    return value.astimezone(SHANGHAI).isoformat() if isinstance(value, datetime) else value

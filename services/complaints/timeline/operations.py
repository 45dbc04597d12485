"""The timeline of a case (C11): who did what when, from which channel, before and after."""

from datetime import datetime
from typing import Any

from contracts.complaints.timeline import Action
from contracts.roles import Role
from foundation.clock import SHANGHAI
from foundation.masking import mask_phone
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.timeline.tables import TimelineEntry

TRACKED = (
    "status", "kind", "category", "gravity", "urgency", "validity", "ground", "department",
    "handler", "first_responsible", "due_at", "tier", "final", "outcome",
    "description", "wish", "contact_name", "contact_phone", "place", "building", "unit",
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

    With it goes a new version of the case, so that an edit based on an older one is refused; and
    what the resident added has been seen, where somebody of the staff did it (C13).
    """
    now_true = facts(complaint)
    changes = {
        name: {"before": shown(name, old), "after": shown(name, now_true[name])}
        for name, old in (before or {}).items()
        if old != now_true[name]
    }
    complaint.version += 1
    seen(uow, complaint)
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


def seen(uow: UnitOfWork, complaint: Complaint) -> None:
    """Somebody of the staff has had the resident's words before them; the clock has no eyes."""
    if uow.as_staff() and not uow.actor.has(Role.SYSTEM):
        complaint.unread_since = None


def shown(name: str, value: Any) -> Any:
    """A value as the timeline keeps it: no whole number stands there (D03)."""
    return mask_phone(value) if name == "contact_phone" else value


def written(value: Any) -> Any:
    """A value as JSON has it; times local with offset."""
    return value.astimezone(SHANGHAI).isoformat() if isinstance(value, datetime) else value

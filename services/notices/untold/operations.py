"""What nobody is notified of because it happened too long ago, for the managers to see (N03)."""

from datetime import timedelta
from typing import Any

from contracts.notices.messages import SubjectKind
from contracts.notices.templates import Purpose
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.untold.tables import Untold

ABOUT = (
    ("role_request_id", SubjectKind.ROLE_REQUEST),
    ("review_id", SubjectKind.CONCEALMENT_REVIEW),
    ("complaint_id", SubjectKind.COMPLAINT),
    ("repair_id", SubjectKind.REPAIR),
    ("bill_id", SubjectKind.BILL),
    ("bill_run_id", SubjectKind.BILL_RUN),
    ("payment_id", SubjectKind.PAYMENT),
    ("household_id", SubjectKind.HOUSEHOLD),
    ("person_id", SubjectKind.PERSON),
    ("change_id", SubjectKind.SECOND_FACTOR),
    ("home_id", SubjectKind.KEY_HOUSEHOLD),
    ("wait_id", SubjectKind.DESK_WAIT),
)
"""By which field an event names what it is about, the most particular first."""


def leave_out(uow: UnitOfWork, event: Any, purpose: Purpose) -> None:
    """Note that nobody is notified of an event."""
    data = event.data
    found = [(kind, data[name]) for name, kind in ABOUT if data.get(name)]
    kind, key = found[0] if found else (None, None)
    left_out = Untold(
        id=uow.new_id(),
        community_id=uow.community,
        at=uow.now,
        purpose=purpose,
        event_id=event.id,
        occurred_at=event.occurred_at,
        subject_kind=kind,
        subject_id=key,
        number=data.get("number") or data.get("receipt_number"),
        household_id=data.get("household_id"),
    )
    uow.session.add(left_out)
    hours = int((uow.now - event.occurred_at) / timedelta(hours=1))
    uow.trail.note("untold", event.id, what=purpose.value, hours_late=hours)

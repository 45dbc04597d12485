"""What nobody was notified of because it happened too long ago (N03)."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from contracts.notices.request_types import PageQueryRequest
from foundation import replica
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.untold.tables import Untold

PLAIN = ("id", "at", "purpose", "occurred_at", "household_id", "community_id")


LEFT_OUT = listing(Untold)
COUNT = select(func.count(), func.min(Untold.at))


def untold(uow: UnitOfWork, data: PageQueryRequest) -> dict[str, Any]:
    """How much was left out since when, and each of it, newest first."""
    found = LEFT_OUT.page(uow, data)
    rows: list[Untold] = found["items"]
    ((count, since),) = uow.rows(COUNT)
    ids = {row.household_id for row in rows if row.household_id}
    homes = {one.household_id: one for one in replica.households(uow, ids=list(ids))}
    return found | {
        "items": [view(row, homes.get(row.household_id or "")) for row in rows],
        "count": count,
        "since": since,
    }


def view(row: Untold, home: replica.Household | None) -> dict[str, Any]:
    """One notification that was left out."""
    subject = {"kind": row.subject_kind, "id": row.subject_id, "number": row.number}
    return {name: getattr(row, name) for name in PLAIN} | {
        "hours_late": int((row.at - row.occurred_at) / timedelta(hours=1)),
        "place": home.label if home else None,
        "subject": subject if row.subject_kind else None,
    }

"""Cases that speak for who is suspected (X12)."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select

from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.concealment.tables import ConcealmentReview

SINCE: Final[Any] = bindparam("since", type_=Instant)
OF_WHOM: Final = or_(
    Complaint.household_id == bindparam("household_id"),
    and_(Complaint.household_id.is_(None), Complaint.place == bindparam("place")),
    Complaint.repair_id.in_(bindparam("repairs", expanding=True)),
)
OPEN_SINCE: Final = or_(Complaint.closed_at.is_(None), Complaint.closed_at >= SINCE)
CASES: Final = (
    select(
        Complaint.id, Complaint.number, Complaint.kind, Complaint.status, Complaint.lodged_at
    ).where(OF_WHOM, OPEN_SINCE).order_by(Complaint.id)
)  # fmt: skip


def cases_since(uow: UnitOfWork, review: ConcealmentReview) -> list[Any]:
    """Cases of the same household or place, or which wanted the repair, that were open at any time
    since; whatever they are about, since repairs and cases have other categories."""
    return [
        row
        for row in uow.rows(
            CASES,
            since=review.since,
            household_id=review.household_id,
            place=review.place,
            repairs=[review.about_id, review.evidence.get("earlier_id") or review.about_id],
        )
        if row.id != review.complaint_id
    ]

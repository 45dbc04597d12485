"""The verdict on what looks like a concealed complaint (X12)."""

from typing import Any

from contracts.complaints.events import ConcealmentDecided
from contracts.complaints.request_types import DecideReviewRequest
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.concealment_reviews.queries import item, require_decidable, view


def decide(uow: UnitOfWork, data: DecideReviewRequest) -> dict[str, Any]:
    """Give the verdict, with its reason and what follows from it.

    Raise `ReviewDecided`; `SecondPersonNeeded` to whoever had a part in what it is about.
    """
    review = item(uow, data["review_id"])
    uow.subject("concealment_review", review.id)
    require_decidable(uow, review)
    review.state = data["verdict"]
    review.reason, review.consequence = data["reason"], data["consequence"]
    review.decided_by_id, review.decided_by = uow.actor.id, uow.actor.name
    review.decided_at = uow.now
    payload = {"review_id": review.id, "number": review.number, "verdict": review.state}
    uow.emit(ConcealmentDecided, review.id, payload)
    return view(uow, review)

"""Items of suspected concealment: listed, shown, counted (X12)."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, case, func, select

from contracts.complaints.concealment import (
    ConcealmentRule,
    ReviewDecided,
    ReviewState,
    ReviewSummary,
)
from contracts.complaints.request_types import ListReviewsRequest, OneReviewRequest
from contracts.complaints.timeline import Action
from foundation import replica
from foundation.errors import NotFound
from foundation.second_person import may_decide, require_second_person
from foundation.storage.listing import Listing
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.concealment.queries import cases_since
from services.complaints.concealment.tables import ConcealmentReview
from services.complaints.figures.queries import bounds
from services.complaints.timeline.tables import TimelineEntry

REVIEWS: Final = ConcealmentReview.__table__.c
FOUND: Final = REVIEWS.found_at.is_not(None)
COUNTS: Final = ("found", "confirmed", "dismissed")
IN_MONTH: Final = and_(
    REVIEWS.found_at >= bindparam("start", type_=Instant),
    REVIEWS.found_at < bindparam("end", type_=Instant),
)
LIST: Final = Listing(
    select(ConcealmentReview.__table__).where(FOUND),
    REVIEWS.id,
    {
        "rule": REVIEWS.rule == bindparam("rule"),
        "state": REVIEWS.state == bindparam("state"),
        "month": IN_MONTH,
        "decided": REVIEWS.decided_at.is_not(None),
    },
)
COUNTED: Final = (
    select(
        REVIEWS.rule,
        func.count().label("found"),
        *(
            func.coalesce(func.sum(case((REVIEWS.state == state, 1), else_=0)), 0).label(str(state))
            for state in (ReviewState.CONFIRMED, ReviewState.DISMISSED)
        ),
    )
    .where(IN_MONTH)
    .group_by(REVIEWS.rule)
)
WORKED: Final = (
    Action.LODGED, Action.TRIAGED, Action.INVALID_CONFIRMED, Action.HANDLED, Action.CLOSED,
)  # fmt: skip
WORKERS: Final = select(TimelineEntry.actor_id).where(
    TimelineEntry.complaint_id == bindparam("complaint_id"), TimelineEntry.action.in_(WORKED)
)
SUMMARY: Final = frozenset(ReviewSummary().fields) - {"community", "building", "unit"} | {
    "community_id"
}
EVIDENCE: Final = (
    "words", "rating", "earlier_id", "earlier_number", "earlier_completed_at", "minutes", "changes",
)  # fmt: skip
"""What stands in `evidence`, by the rule."""


def listed(uow: UnitOfWork, data: ListReviewsRequest) -> dict[str, Any]:
    """Items that meet all filters, newest first."""
    values: dict[str, Any] = {}
    if data["month"]:
        values["start"], values["end"] = bounds(data["month"])
    page = LIST.page(uow, data, **values)
    ids = {row.household_id for row in page["items"] if row.household_id}
    homes = {one.household_id: one for one in replica.households(uow, ids=ids)} if ids else {}
    return page | {"items": [summary(row, homes.get(row.household_id)) for row in page["items"]]}


def get(uow: UnitOfWork, data: OneReviewRequest) -> dict[str, Any]:
    """An item with its evidence; raise `NotFound` for what is none."""
    return view(uow, item(uow, data["review_id"]))


def item(uow: UnitOfWork, review_id: str) -> ConcealmentReview:
    """One that was found; raise `NotFound` also while a case may still come."""
    review = uow.load(ConcealmentReview, review_id)
    if review.found_at is None:
        raise NotFound
    return review


def view(uow: UnitOfWork, review: ConcealmentReview) -> dict[str, Any]:
    """An item with its evidence."""
    ids = [review.household_id] if review.household_id else []
    homes = replica.households(uow, ids=ids) if ids else []
    return (
        summary(review, homes[0] if homes else None)
        | {name: review.evidence.get(name) for name in EVIDENCE}
        | {name: getattr(review, name) for name in ("remark", "reason", "consequence")}
        | {
            "earlier_completed_at": moment_of(review.evidence.get("earlier_completed_at")),
            "cases": [row._asdict() for row in cases_since(uow, review)],
            "decides": review.state == ReviewState.OPEN
            and may_decide(uow.actor, *involved(uow, review)),
        }
    )


def summary(row: Any, home: replica.Household | None) -> dict[str, Any]:
    """An item as a list shows it."""
    shown = {name: getattr(row, name) for name in SUMMARY}
    return shown | {"building": home and home.building, "unit": home and home.unit}


def moment_of(text: str | None) -> datetime | None:
    """A moment that is kept in evidence."""
    return datetime.fromisoformat(text) if text else None


def require_decidable(uow: UnitOfWork, review: ConcealmentReview) -> None:
    """Raise `ReviewDecided` where there is a verdict, `SecondPersonNeeded` to whoever had a part
    in what it is about."""
    if review.state != ReviewState.OPEN:
        raise ReviewDecided
    require_second_person(uow.actor, *involved(uow, review))


def involved(uow: UnitOfWork, review: ConcealmentReview) -> set[str | None]:
    """Ids of who had a part in it: then, and in its case until now."""
    people: set[str | None] = set(review.involved)
    if review.complaint_id:
        case = uow.session.get_one(Complaint, review.complaint_id)
        people |= {case.handler_id, case.first_responsible_id}
        people |= {row[0] for row in uow.rows(WORKERS, complaint_id=case.id)}
    return people


def figures(uow: UnitOfWork, month: str) -> list[dict[str, Any]]:
    """Per rule: items found in a month, and what came of those."""
    start, end = bounds(month)
    found = {row.rule: row for row in uow.rows(COUNTED, start=start, end=end)}
    return [
        {"key": str(rule)} | {name: int(getattr(found.get(rule), name, 0)) for name in COUNTS}
        for rule in ConcealmentRule
    ]

"""Open cases that seem to be about the same as one, and hot issues that fit (X16)."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from contracts.complaints.request_types import FindAlikeRequest, FindSimilarRequest
from foundation import replica
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint
from services.complaints.categories import queries as categories
from services.complaints.hot_issue_members.tables import HotIssue, HotIssueMember
from services.complaints.similar.rules import WITHIN, Message, alike, message, score

SHOWN: Final = 10
"""Cases that are suggested, at most."""
LOOKED_AT: Final = 500
"""Open cases that are compared, the newest: more than wait in any one community."""
CASES: Final = Complaint.__table__.c
MEMBERS: Final = HotIssueMember.__table__.c
ISSUES: Final = HotIssue.__table__.c
NEWEST: Final = (
    select(
        *(
            CASES[name]
            for name in (
                "id", "number", "status", "channel", "category", "building", "unit", "place",
                "description", "lodged_at", "community_id",
            )
        ),
        MEMBERS.hot_issue_id,
        ISSUES.title,
    )
    .select_from(
        Complaint.__table__.outerjoin(
            HotIssueMember.__table__,
            and_(MEMBERS.complaint_id == CASES.id, MEMBERS.left_at.is_(None)),
        ).outerjoin(HotIssue.__table__, ISSUES.id == MEMBERS.hot_issue_id)
    )
    .where(
        CASES.community_id == bindparam("community_id"),
        CASES.status.not_in(list(ENDED)),
        CASES.lodged_at >= bindparam("first", type_=Instant),
        CASES.lodged_at <= bindparam("last", type_=Instant),
        CASES.id != bindparam("but"),
    )
    .order_by(CASES.id.desc())
    .limit(LOOKED_AT)
)  # fmt: skip
MINE: Final = (
    select(MEMBERS.hot_issue_id, ISSUES.title)
    .join(HotIssue.__table__, ISSUES.id == MEMBERS.hot_issue_id)
    .where(MEMBERS.complaint_id == bindparam("id"), MEMBERS.left_at.is_(None))
)
"""The hot issue that a case is part of."""
SIZES: Final = select(MEMBERS.hot_issue_id).where(
    MEMBERS.hot_issue_id.in_(bindparam("ids", expanding=True)), MEMBERS.left_at.is_(None)
)


def similar(uow: UnitOfWork, data: FindSimilarRequest) -> dict[str, Any]:
    """What seems to be about the same as a case. Raise `NotFound`."""
    case = uow.load(Complaint, data["complaint_id"])
    read = message(case.description, case.place, case.building, case.category)
    mine = next(iter(uow.rows(MINE, id=case.id)), None)
    return found(uow, read, case.community_id, case.lodged_at, case.id) | {
        "hot_issue_id": mine.hot_issue_id if mine else None,
        "hot_issue": mine.title if mine else None,
    }


def alike_so_far(uow: UnitOfWork, data: FindAlikeRequest) -> dict[str, Any]:
    """What seems to be about the same as a contact that is being written down, in the community
    that the unit is in; nothing where it is in none of several."""
    nothing: dict[str, Any] = {
        "items": [],
        "hot_issues": [],
        "hot_issue_id": None,
        "hot_issue": None,
    }
    building = None
    if data["household_id"]:
        home = replica.household(uow, data["household_id"])
        uow.enter(home.community_id)
        building = home.building
    if uow.community is None:
        return nothing
    read = message(data["text"], data["place"], building, data["category"])
    return nothing | found(uow, read, uow.community, uow.now, "")


def found(uow: UnitOfWork, read: Message, community: str, around: Any, but: str) -> dict[str, Any]:
    """Cases and hot issues that are alike, most alike first."""
    rows = uow.rows(
        NEWEST, community_id=community, first=around - WITHIN, last=around + WITHIN, but=but
    )
    scored = [(score(read, message_of(row)), row) for row in rows]
    likely = sorted(
        ((points, row) for points, row in scored if alike(points)),
        key=lambda each: (-each[0], each[1].id),
    )
    return {
        "items": [shown(uow, points, row) for points, row in likely[:SHOWN]],
        "hot_issues": fitting(uow, likely),
    }


def message_of(row: Any) -> Message:
    """What of a case is compared."""
    return message(row.description, row.place, row.building, row.category)


def shown(uow: UnitOfWork, points: int, row: Any) -> dict[str, Any]:
    """A case that is suggested."""
    return dict(row._mapping) | {
        "score": points,
        "description": excerpt(row.description),
        "category_name": categories.name_of(uow, row.category),
    }


def fitting(uow: UnitOfWork, likely: Iterable[tuple[int, Any]]) -> list[dict[str, Any]]:
    """Hot issues that similar cases belong to, each by the case that is most alike."""
    issues: dict[str, dict[str, Any]] = {}
    for points, row in likely:
        if row.hot_issue_id is not None:
            made = {"id": row.hot_issue_id, "title": row.title, "score": points, "members": 0}
            issues.setdefault(row.hot_issue_id, made)
    for row in uow.rows(SIZES, ids=list(issues)) if issues else ():
        issues[row.hot_issue_id]["members"] += 1
    return list(issues.values())

"""Door visits as stewards and supervisors see them: by the route, late ones marked (B04)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, not_, or_, select

from contracts.billing.request_types import ListVisitsRequest
from contracts.billing.visits import VisitStatus
from contracts.roles import MANAGERS
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.policy import BillingPolicy
from services.billing.visit_attachments.tables import VisitAttachment
from services.billing.visits.tables import Visit

VISITS: Final = Visit.__table__.c
EQUAL: Final = ("steward_id", "status", "building", "household_id")
MINE: Final = VISITS.steward_id == bindparam("me")
OVERSEEN: Final = VISITS.community_id.in_(bindparam("overseen", expanding=True))
"""That it is where the caller is a manager, for who is one in some of several communities."""
LIST: Final = Listing(
    select(Visit.__table__),
    VISITS.route_key,
    {name: VISITS[name] == bindparam(name) for name in EQUAL}
    | {
        "stewardless": VISITS.steward_id.is_(None),
        "mine": MINE,
        "mine, or overseen": or_(OVERSEEN, MINE),
        "the steward's, or mine": or_(not_(OVERSEEN), VISITS.steward_id == bindparam("steward_id")),
    },
    by=VISITS.route_key,
)
ATTACHMENTS: Final = (
    select(VisitAttachment.__table__)
    .where(VisitAttachment.visit_id.in_(bindparam("ids", expanding=True)))
    .order_by(VisitAttachment.id)
)


def list_visits(uow: UnitOfWork, data: ListVisitsRequest) -> dict[str, Any]:
    """Visits in the order of the route; a steward's own, or everybody's for supervisors."""
    overseen = uow.held_in(*MANAGERS)
    filters = [name for name in ("stewardless", *EQUAL[1:]) if data[name]]  # type: ignore[literal-required]
    filters += seen(overseen, named=bool(data["steward_id"]))
    found = LIST.page(uow, data, filters, me=uow.actor.id, overseen=overseen)
    return found | {"items": views(uow, found["items"])}


def seen(overseen: frozenset[str] | None, *, named: bool) -> list[str]:
    """Where the caller is a manager all visits, or those of the steward who is named; elsewhere
    the own."""
    if overseen is None:
        return ["steward_id"] if named else []
    if not overseen:
        return ["mine"]
    return ["mine, or overseen", *(["the steward's, or mine"] if named else [])]


def views(uow: UnitOfWork, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """Visits with what is overdue now, and whether they are late."""
    hours, day = uow.policy(BillingPolicy).visit_hours, today(uow)
    owed = balances.arrears(uow, day, [visit.household_id for visit in visits])
    attachments = attachments_of(uow, visits)
    return [
        {column.key: getattr(visit, column.key) for column in Visit.__table__.columns}
        | {
            "entrance": entrance(visit.unit),
            "hours": hours,
            "late": is_late(visit, day),
            "attachments": attachments[visit.id],
            "outstanding": owed[visit.household_id].amount if visit.household_id in owed else 0,
        }
        for visit in visits
    ]


def attachments_of(uow: UnitOfWork, visits: Sequence[Visit]) -> Mapping[str, list[Any]]:
    """The photos and papers of each of some visits, oldest first."""
    found: dict[str, list[Any]] = {visit.id: [] for visit in visits}
    for row in uow.rows(ATTACHMENTS, ids=list(found)) if found else ():
        found[row.visit_id].append(row)
    return found


def is_seen(visit: Visit, overseen: frozenset[str] | None, me: str) -> bool:
    """Whether a visit is one of those that the list shows: overseen where the caller is a manager,
    elsewhere the own."""
    return overseen is None or visit.community_id in overseen or visit.steward_id == me


def entrance(unit: str) -> str:
    """单元: `2` of `2-1001`."""
    return unit.rpartition("-")[0]


def is_late(visit: Visit, day: date) -> bool:
    """Whether a visit should have been made by now."""
    return visit.status == VisitStatus.ASSIGNED and visit.visit_by < day

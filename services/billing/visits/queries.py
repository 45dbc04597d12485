"""Door visits as stewards and supervisors see them: by the route, late ones marked (B04)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, or_, select, true

from contracts.billing.request_types import ListVisitsRequest
from contracts.billing.visits import VisitStatus
from contracts.roles import MANAGERS
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.daily.operations import today
from services.billing.ledger import queries as balances
from services.billing.policy import BillingPolicy
from services.billing.visits.tables import Visit


def list_visits(uow: UnitOfWork, data: ListVisitsRequest) -> dict[str, Any]:
    """Visits in the order of the route; a steward's own, or everybody's for supervisors."""
    statement = select(Visit).where(seen(uow, data["steward_id"]))
    statement = statement.order_by(Visit.route_key).limit(data["limit"] + 1)
    if data["stewardless"]:
        statement = statement.where(Visit.steward_id.is_(None))
    for column in ("status", "building", "household_id"):
        if wanted := data[column]:
            statement = statement.where(getattr(Visit, column) == wanted)
    if data["cursor"]:
        statement = statement.where(Visit.route_key > data["cursor"])
    rows = list(uow.session.scalars(statement))
    more = len(rows) > data["limit"]
    rows = rows[: data["limit"]]
    return {
        "items": views(uow, rows),
        "next_cursor": rows[-1].route_key if more else None,
    }


def seen(uow: UnitOfWork, steward_id: str | None) -> ColumnElement[bool]:
    """Where the caller is a manager all visits, or those of the steward who is named; elsewhere
    the own."""
    overseen = uow.where_held(Visit, *MANAGERS)
    named = Visit.steward_id == steward_id if steward_id else true()
    return or_(and_(overseen, named), and_(not_(overseen), Visit.steward_id == uow.actor.id))


def views(uow: UnitOfWork, visits: Sequence[Visit]) -> list[dict[str, Any]]:
    """Visits with what is overdue now, and whether they are late."""
    hours, day = uow.policy(BillingPolicy).visit_hours, today(uow)
    owed = balances.arrears(uow, day, [visit.household_id for visit in visits])
    return [
        {column.key: getattr(visit, column.key) for column in Visit.__table__.columns}
        | {
            "entrance": entrance(visit.unit),
            "hours": hours,
            "late": is_late(visit, day),
            "outstanding": owed[visit.household_id].amount if visit.household_id in owed else 0,
        }
        for visit in visits
    ]


def entrance(unit: str) -> str:
    """单元: `2` of `2-1001`."""
    return unit.rpartition("-")[0]


def is_late(visit: Visit, day: date) -> bool:
    """Whether a visit should have been made by now."""
    return visit.status == VisitStatus.ASSIGNED and visit.visit_by < day

"""The list of repairs, and one repair."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from contracts.repairs.follow_up import FollowUpResult, FollowUpState
from contracts.repairs.request_types import RepairSearchRequest
from contracts.repairs.requests import NOT_SET_OUT, WITHOUT_ENGINEER, RepairStatus
from contracts.roles import EVERYONE, Role
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair, Round
from services.repairs.summaries.queries import summaries


def search(uow: UnitOfWork, data: RepairSearchRequest) -> dict[str, Any]:
    """Repairs that the caller may see and that match all filters, newest first."""
    statement = (
        select(Repair)
        .join(Round, and_(Round.repair_id == Repair.id, Round.no == Repair.round_no))
        .where(*concerning(uow), *filters(uow, data))
    )
    found = page(uow, statement, Repair.id, data)
    return {**found, "items": summaries(uow, found["items"])}


def concerning(uow: UnitOfWork) -> list[ColumnElement[bool]]:
    """Of what the staff may see, engineers see theirs and what nobody has; others see all."""
    if not uow.caller.has(Role.ENGINEER):
        return []
    unassigned = and_(Round.engineer_id.is_(None), Repair.status.in_(WITHOUT_ENGINEER))
    others = uow.where_held(Repair, *EVERYONE - {Role.ENGINEER})
    return [or_(others, Round.engineer_id == uow.actor.id, unassigned)]


def filters(uow: UnitOfWork, data: RepairSearchRequest) -> list[ColumnElement[bool]]:
    """The caller's filters as conditions."""
    wanted: list[ColumnElement[bool]] = []
    for name in ("status", "priority", "category", "household_id", "building"):
        if data[name]:
            wanted.append(getattr(Repair, name) == data[name])
    if data["mine"]:
        mine = Round.engineer_id if uow.caller.has(Role.ENGINEER) else Repair.requested_by_id
        wanted.append(mine == uow.actor.id)
    if data["overdue"]:
        wanted += overdue(uow.now)
    if data["follow_up"]:
        wanted += follow_up(FollowUpState(data["follow_up"]), uow.now)
    if data["waiting"]:
        wanted += waiting(uow.now)
    return wanted


def overdue(now: datetime) -> list[ColumnElement[bool]]:
    """Nobody has set out although the response was due (R02)."""
    return [Repair.status.in_(NOT_SET_OUT), Round.respond_by < now]


def waiting(now: datetime) -> list[ColumnElement[bool]]:
    """What waits for the desk: to be given to somebody, late, or to be followed up."""
    unassigned = Repair.status.in_(WITHOUT_ENGINEER)
    due = follow_up(FollowUpState.DUE, now)
    return [
        Repair.status.in_((*NOT_SET_OUT, RepairStatus.COMPLETED)),
        or_(unassigned, and_(*overdue(now)), and_(*due)),
    ]


def follow_up(state: FollowUpState, now: datetime) -> list[ColumnElement[bool]]:
    """Repairs whose follow-up may be made, should have been made, or was given up (R05)."""
    if state is FollowUpState.UNREACHED:
        return [Round.follow_up_result == FollowUpResult.UNREACHED]
    due = Round.follow_up_by < now
    if state is FollowUpState.DUE:
        due = Round.follow_up_from <= now
    return [Repair.status == RepairStatus.COMPLETED, due]


def overdue_follow_ups(now: datetime, limit: int) -> Select[Repair, Round]:
    """Completed repairs that nobody has followed up in time, most overdue first."""
    return (
        select(Repair, Round)
        .join(Round, and_(Round.repair_id == Repair.id, Round.no == Repair.round_no))
        .where(*follow_up(FollowUpState.OVERDUE, now))
        .order_by(Round.follow_up_by, Repair.id)
        .limit(limit)
    )

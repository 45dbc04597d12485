"""The list of repairs."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select

from contracts.repairs.follow_up import FollowUpResult, FollowUpState
from contracts.repairs.request_types import RepairSearchRequest
from contracts.repairs.requests import NOT_SET_OUT, WITHOUT_ENGINEER, RepairStatus
from contracts.roles import EVERYONE, Role
from foundation.storage.listing import Listing
from foundation.storage.unit_of_work import UnitOfWork
from services.repairs.requests.tables import Repair, Round
from services.repairs.summaries.queries import summaries

REPAIRS: Final = Repair.__table__.c
ROUNDS: Final = Round.__table__.c
NOW: Final[Any] = bindparam("now")
ME: Final[Any] = bindparam("me")
PRESENT: Final = and_(ROUNDS.repair_id == REPAIRS.id, ROUNDS.no == REPAIRS.round_no)
"""The round that a repair is in."""
EQUAL: Final = ("status", "priority", "category", "household_id", "building")
UNASSIGNED: Final = REPAIRS.status.in_(WITHOUT_ENGINEER)
THEIRS: Final = or_(ROUNDS.engineer_id == ME, and_(ROUNDS.engineer_id.is_(None), UNASSIGNED))
OVERDUE: Final = and_(REPAIRS.status.in_(NOT_SET_OUT), ROUNDS.respond_by < NOW)
"""Nobody has set out although the response was due (R02)."""
COMPLETED: Final = REPAIRS.status == RepairStatus.COMPLETED
FOLLOW_UPS: Final = {
    FollowUpState.DUE: and_(COMPLETED, ROUNDS.follow_up_from <= NOW),
    FollowUpState.OVERDUE: and_(COMPLETED, ROUNDS.follow_up_by < NOW),
    FollowUpState.UNREACHED: ROUNDS.follow_up_result == FollowUpResult.UNREACHED,
}
"""Repairs whose follow-up may be made, should have been made, or was given up (R05)."""
WAITING: Final = and_(
    REPAIRS.status.in_((*NOT_SET_OUT, RepairStatus.COMPLETED)),
    or_(UNASSIGNED, OVERDUE, FOLLOW_UPS[FollowUpState.DUE]),
)
"""What waits for the desk: to be given to somebody, late, or to be followed up."""
LIST: Final = Listing(
    select(Repair.__table__).join(Round.__table__, PRESENT),
    REPAIRS.id,
    {name: REPAIRS[name] == bindparam(name) for name in EQUAL}
    | {f"follow-up {state}": condition for state, condition in FOLLOW_UPS.items()}
    | {
        "mine": REPAIRS.requested_by_id == ME,
        "my orders": ROUNDS.engineer_id == ME,
        "overdue": OVERDUE,
        "waiting": WAITING,
        "concerns me": THEIRS,
        "concerns me, or is elsewhere": or_(
            REPAIRS.community_id.in_(bindparam("elsewhere", expanding=True)), THEIRS
        ),
    },
)
OVERDUE_FOLLOW_UPS: Final = (
    select(
        *(REPAIRS[name] for name in ("id", "community_id", "number", "household_id", "building")),
        *(ROUNDS[name] for name in ("engineer_name", "completed_at", "follow_up_by")),
    )
    .join(Round.__table__, PRESENT)
    .where(FOLLOW_UPS[FollowUpState.OVERDUE])
    .order_by(ROUNDS.follow_up_by, REPAIRS.id)
    .limit(bindparam("most"))
)
"""Completed repairs that nobody has followed up in time, most overdue first."""


def search(uow: UnitOfWork, data: RepairSearchRequest) -> dict[str, Any]:
    """Repairs that the caller may see and that match all filters, newest first.

    Of what the staff may see, engineers see theirs and what nobody has, and all where they have
    another role.
    """
    elsewhere = uow.held_in(*EVERYONE - {Role.ENGINEER})
    filters = {*wanted(uow, data), *concerning(uow, elsewhere)}
    values = {"now": uow.now, "me": uow.actor.id, "elsewhere": elsewhere}
    found = LIST.page(uow, data, filters, **values)
    return {**found, "items": summaries(uow, found["items"])}


def concerning(uow: UnitOfWork, elsewhere: frozenset[str] | None) -> Iterator[str]:
    """By what is left out what an engineer need not see."""
    if uow.caller.has(Role.ENGINEER) and elsewhere is not None:
        yield "concerns me, or is elsewhere" if elsewhere else "concerns me"


def wanted(uow: UnitOfWork, data: RepairSearchRequest) -> Iterator[str]:
    """The caller's filters."""
    yield from (name for name in (*EQUAL, "overdue", "waiting") if data[name])  # type: ignore[literal-required]
    if data["mine"]:
        yield "my orders" if uow.caller.has(Role.ENGINEER) else "mine"
    if data["follow_up"]:
        yield f"follow-up {data['follow_up']}"

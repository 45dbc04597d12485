"""Who waits at the desk, and who waited (C06)."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.complaints.desk_waits import WaitState
from contracts.complaints.request_types import ListWaitsRequest
from foundation.storage.listing import Listing
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.desk_waits.tables import DeskWait

WAITS: Final = DeskWait.__table__.c
LIST: Final = Listing(
    select(DeskWait.__table__),
    WAITS.id,
    {
        "open": WAITS.ended_at.is_(None),
        "long": WAITS.serve_by
        <= func.coalesce(WAITS.ended_at, bindparam("now", type_=Instant), type_=Instant),
    },
)


def listed(uow: UnitOfWork, data: ListWaitsRequest) -> dict[str, Any]:
    """Those that meet all filters, newest first."""
    wanted = [name for name in LIST.filters if data[name]]  # type: ignore[literal-required]
    found = LIST.page(uow, data, wanted, now=uow.now)
    return found | {"items": [view(row, uow.now) for row in found["items"]]}


def view(row: Any, now: datetime) -> dict[str, Any]:
    """Somebody at the desk, and how far it is with them."""
    names = "id", "community_id", "note", "since", "serve_by", "noted_by", "ended_at", "ended_by"
    return {name: getattr(row, name) for name in names} | {"state": state_of(row, now)}


def state_of(row: Any, now: datetime) -> WaitState:
    """How far it is."""
    if row.outcome:
        return WaitState(row.outcome)
    return WaitState.LONG if row.serve_by <= now else WaitState.WAITING

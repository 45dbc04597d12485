"""Promised calls: listed, and whether one may be promised (C04)."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from contracts.complaints.call_backs import CallBackPromised, CallBackState, NoCallBack
from contracts.complaints.cases import Status
from contracts.complaints.request_types import ListCallBacksRequest
from foundation.errors import IllegalTransition
from foundation.storage.listing import Listing
from foundation.storage.types import Instant
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import ENDED
from services.complaints.cases.tables import Complaint
from services.complaints.promised_calls.rules import state_of
from services.complaints.promised_calls.tables import CallBack

CALLS: Final = CallBack.__table__.c
CASES: Final = Complaint.__table__.c
NOW: Final[Any] = bindparam("now", type_=Instant)
OPEN: Final = CALLS.made_at.is_(None)
STATES: Final = {
    CallBackState.PROMISED: and_(OPEN, CALLS.due_at > NOW),
    CallBackState.MISSED: and_(OPEN, CALLS.due_at <= NOW),
    CallBackState.MADE: CALLS.made_at <= CALLS.due_at,
    CallBackState.MADE_LATE: CALLS.made_at > CALLS.due_at,
}
"""As `state_of` says it of one."""
LIST: Final = Listing(
    select(CallBack.__table__, CASES.number, CASES.contact_name).join(
        Complaint.__table__, CASES.id == CALLS.complaint_id
    ),
    CALLS.id,
    {str(state): which for state, which in STATES.items()}
    | {"open": OPEN, "complaint_id": CALLS.complaint_id == bindparam("complaint_id")},
)


def listed(uow: UnitOfWork, data: ListCallBacksRequest) -> dict[str, Any]:
    """Those that meet all filters, newest first."""
    wanted = [name for name in ("open", "complaint_id") if data[name]]  # type: ignore[literal-required]
    if data["state"]:
        wanted.append(str(data["state"]))
    found = LIST.page(uow, data, wanted, now=uow.now)
    return found | {"items": [view(uow, row) for row in found["items"]]}


def view(uow: UnitOfWork, row: Any) -> dict[str, Any]:
    """A promised call, and how far it is."""
    shown: dict[str, Any] = dict(row._mapping)
    return shown | {"state": state_of(row.due_at, row.made_at, uow.now)}


def require_unanswered(uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `IllegalTransition` where the resident has the answer."""
    if complaint.status in ENDED:
        raise IllegalTransition(status=Status(complaint.status))


def require_no_promise(uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `CallBackPromised` where a call is to be made already, and as
    `require_unanswered`."""
    require_unanswered(uow, complaint)
    if complaint.call_back_at is not None:
        raise CallBackPromised


def require_promise(uow: UnitOfWork, complaint: Complaint) -> None:
    """Raise `NoCallBack` where none is to be made."""
    if complaint.call_back_at is None:
        raise NoCallBack

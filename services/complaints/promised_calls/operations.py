"""The call of a case that is still to be made: begun, ended."""

from datetime import datetime

from sqlalchemy import select

from contracts.complaints.call_backs import LONGEST_DAYS, CallBackTime
from contracts.complaints.events import CallBackMade
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.promised_calls.rules import may_be_promised
from services.complaints.promised_calls.tables import CallBack

CALL_BACK = "call_back"
"""Kind of deadline: a call was promised until now; its step is the promise."""


def open_promise(uow: UnitOfWork, complaint: Complaint) -> CallBack | None:
    """The call that is to be made; the case is locked by who asks."""
    if complaint.call_back_at is None:
        return None
    mine = select(CallBack).where(CallBack.complaint_id == complaint.id, CallBack.made_at.is_(None))
    return uow.session.scalars(mine).first()


def begin(
    uow: UnitOfWork, complaint: Complaint, due_at: datetime, about: str | None, field: str
) -> None:
    """Promise a call; raise `CallBackTime` for a time that has passed or is too far, naming the
    field."""
    if not may_be_promised(due_at, uow.now):
        raise CallBackTime(field=field, days=LONGEST_DAYS)
    promise = CallBack(
        id=uow.new_id(), complaint_id=complaint.id, due_at=due_at, about=about,
        promised_at=uow.now, promised_by_id=uow.actor.id, promised_by=uow.actor.name,
    )  # fmt: skip
    uow.session.add(promise)
    complaint.call_back_at = due_at
    uow.deadlines.set(CALL_BACK, complaint.id, due_at, step=promise.id)


def end(
    uow: UnitOfWork,
    complaint: Complaint,
    promise: CallBack,
    result: str | None = None,
    remark: str | None = None,
) -> None:
    """The call was made; without a result the resident had the answer otherwise."""
    promise.made_at, promise.result, promise.remark = uow.now, result, remark
    promise.made_by_id, promise.made_by = uow.actor.id, uow.actor.name
    complaint.call_back_at = None
    uow.deadlines.cancel(CALL_BACK, complaint.id, promise.id)
    uow.session.flush()  # there is room for another
    if promise.missed_at is not None:
        uow.emit(
            CallBackMade, complaint.id, {"complaint_id": complaint.id, "number": complaint.number}
        )


def settle(uow: UnitOfWork, complaint: Complaint) -> None:
    """The resident has the answer: nobody need call any more."""
    promise = open_promise(uow, complaint)
    if promise is not None:
        end(uow, complaint, promise)

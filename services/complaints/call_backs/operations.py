"""Call-backs (约定回电): promised, made, and reported when nobody calls (C04)."""

from typing import Any

from contracts.complaints.call_backs import CallResult, NoCallBack
from contracts.complaints.events import CallBackMissed
from contracts.complaints.request_types import PromiseCallBackRequest, RecordCallBackRequest
from contracts.complaints.timeline import Action
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.call_backs.queries import require_no_promise
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import open_case
from services.complaints.first_answers import operations as first_answers
from services.complaints.promised_calls import operations as promises
from services.complaints.timeline.operations import record


def promise(uow: UnitOfWork, data: PromiseCallBackRequest) -> dict[str, Any]:
    """Promise to call by a time, which the clock of the case does not heed.

    Raise `CallBackTime`, `CallBackPromised`, and `IllegalTransition` for a case whose resident
    has the answer.
    """
    complaint = open_case(uow, data)
    require_no_promise(uow, complaint)
    promises.begin(uow, complaint, data["due_at"], data["about"], "due_at")
    record(uow, complaint, Action.CALL_BACK_PROMISED, until=data["due_at"], remark=data["about"])
    return summary(uow, complaint, full=True)


def made(uow: UnitOfWork, data: RecordCallBackRequest) -> dict[str, Any]:
    """Record the call; where nobody answered, it is promised for another time.

    Raise `NoCallBack`, `CallBackTime`.
    """
    complaint = open_case(uow, data)
    promise = promises.open_promise(uow, complaint)
    if promise is None:
        raise NoCallBack
    promises.end(uow, complaint, promise, data["result"], data["remark"])
    again_at = data["again_at"]
    if again_at is not None:
        promises.begin(uow, complaint, again_at, promise.about, "again_at")
    reached = data["result"] == CallResult.REACHED
    if reached:
        first_answers.given(uow, complaint)
    action = Action.CALL_BACK_MADE if reached else Action.CALL_BACK_UNANSWERED
    record(uow, complaint, action, remark=data["remark"], until=again_at)
    return summary(uow, complaint, full=True)


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """The time of a promise has come: who promised, the desk and the supervisors are told, once."""
    complaint = uow.load(Complaint, deadline.subject_id)
    promise = promises.open_promise(uow, complaint)
    if promise is None or promise.id != deadline.step or promise.missed_at is not None:
        return
    promise.missed_at = uow.now
    record(uow, complaint, Action.CALL_BACK_MISSED, public=False, until=promise.due_at)
    payload = {
        "complaint_id": complaint.id,
        "number": complaint.number,
        "household_id": complaint.household_id,
        "building": complaint.building,
        "due_at": promise.due_at,
        "promised_by_id": promise.promised_by_id,
    }
    uow.emit(CallBackMissed, complaint.id, payload)

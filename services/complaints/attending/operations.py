"""What residents write online is taken up soon, or the desk and the supervisors are told (C06)."""

from datetime import timedelta

from contracts.complaints.cases import Channel, Status
from contracts.complaints.events import ComplaintAttended, ComplaintUnattended
from contracts.complaints.timeline import Action
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.policy import ComplaintPolicy
from services.complaints.timeline.operations import record

UNATTENDED = "unattended"
"""Kind of deadline: until now somebody was to have taken it up."""


def begin(uow: UnitOfWork, complaint: Complaint) -> None:
    """Somebody has written; what other channels bring is before a person already."""
    if complaint.channel != Channel.ONLINE:
        return
    policy = uow.policy(ComplaintPolicy)
    allowed = timedelta(minutes=policy.online_wait_minutes)
    complaint.attend_by = policy.calendar().add_service_time(complaint.lodged_at, allowed).due_at
    uow.deadlines.set(UNATTENDED, complaint.id, complaint.attend_by)


def attended(uow: UnitOfWork, complaint: Complaint) -> None:
    """Somebody has taken it up, or it is over."""
    if complaint.attend_by is None:
        return
    uow.deadlines.cancel(UNATTENDED, complaint.id, "")
    if complaint.attend_by <= uow.now:
        about = {"complaint_id": complaint.id, "number": complaint.number}
        uow.emit(ComplaintAttended, complaint.id, about)
    complaint.attend_by = None


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """The time is over: the desk and the supervisors are told, once."""
    complaint = uow.load(Complaint, deadline.subject_id)
    if complaint.attend_by is None or complaint.status != Status.LODGED:
        return
    record(uow, complaint, Action.UNATTENDED, public=False, until=complaint.attend_by)
    payload = {
        "complaint_id": complaint.id,
        "number": complaint.number,
        "household_id": complaint.household_id,
        "building": complaint.building,
        "attend_by": complaint.attend_by,
    }
    uow.emit(ComplaintUnattended, complaint.id, payload)

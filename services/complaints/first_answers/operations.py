"""First answers (首次回复): asked for when a contact comes, given, and reported once when the time
is over (C12). They have a clock of their own, that of the wall: no pause and no night stops it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from contracts.complaints.cases import Status
from contracts.complaints.events import FirstAnswerGiven, FirstAnswerMissed
from contracts.complaints.first_answers import ANSWERED_FIRST
from contracts.complaints.timeline import Action
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.tables import Complaint
from services.complaints.policy import ComplaintPolicy
from services.complaints.timeline.operations import record

FIRST_ANSWER = "first_answer"
"""Kind of deadline: until now somebody was to have answered."""


def begin(uow: UnitOfWork, complaints: Iterable[Complaint]) -> None:
    """Ask for a first answer to new cases whose clock runs; nobody waits for one to those that
    came with their answer."""
    within = timedelta(hours=uow.policy(ComplaintPolicy).first_answer_hours)
    asked = [
        complaint
        for complaint in complaints
        if complaint.channel in ANSWERED_FIRST and complaint.clock_from is not None
    ]
    for complaint in asked:
        complaint.first_answer_by = complaint.lodged_at + within
    uow.deadlines.set_many(
        FIRST_ANSWER, ((one.id, "", one.lodged_at + within, {}) for one in asked)
    )


def given(uow: UnitOfWork, complaint: Complaint, at: datetime | None = None) -> None:
    """A person has answered, now or at a moment; the first time counts."""
    if complaint.first_answered_at is not None:
        return
    complaint.first_answered_at = at or uow.now
    settle(uow, complaint)


def settle(uow: UnitOfWork, complaint: Complaint) -> None:
    """Nobody waits for a first answer any more: it was given, or the case is over."""
    if complaint.first_answer_by is None:
        return
    uow.deadlines.cancel(FIRST_ANSWER, complaint.id, "")
    if complaint.first_answer_by <= uow.now:
        about = {"complaint_id": complaint.id, "number": complaint.number}
        uow.emit(FirstAnswerGiven, complaint.id, about)


def over(uow: UnitOfWork, complaint: Complaint) -> None:
    """The case has ended: nobody is to answer any more. What had been missed by then stays so."""
    if complaint.first_answered_at is not None:
        return
    settle(uow, complaint)
    if complaint.first_answer_by is not None and complaint.first_answer_by > uow.now:
        complaint.first_answer_by = None


def work_deadline(uow: UnitOfWork, deadline: Deadline) -> None:
    """The time is over: whoever has the case and the supervisors are told, once."""
    complaint = uow.load(Complaint, deadline.subject_id)
    due_at, at = complaint.first_answer_by, complaint.first_answered_at
    if due_at is None or at is not None or complaint.status == Status.CLOSED:
        return
    record(uow, complaint, Action.FIRST_ANSWER_MISSED, public=False, until=due_at)
    payload = {
        "complaint_id": complaint.id,
        "number": complaint.number,
        "household_id": complaint.household_id,
        "building": complaint.building,
        "due_at": due_at,
        "handler_id": complaint.handler_id,
        "first_responsible_id": complaint.first_responsible_id,
    }
    uow.emit(FirstAnswerMissed, complaint.id, payload)

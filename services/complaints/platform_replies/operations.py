"""Replies that were given on the city's platform, to messages that are cases already (C05).

Whoever was answered there is answered: the case is, at the time of the reply, and its clock stands
still. That holds as long as the case waits for nothing but an answer. Where people are at work on
it, or have answered it here, it stays as it is, and the import says so.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contracts.complaints.cases import Channel, Kind, Status, Validity
from contracts.complaints.deadlines import StopCause
from contracts.complaints.platform_messages import MessageOutcome
from contracts.complaints.timeline import Action
from foundation.errors import ServiceError
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.answers.queries import require_answerable
from services.complaints.answers.tables import Answer
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move
from services.complaints.casework.rules import answering
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.first_answers import operations as first_answers
from services.complaints.inboxes import operations as inboxes
from services.complaints.platform_messages.rules import Message
from services.complaints.promised_calls import operations as promises
from services.complaints.timeline.operations import facts, record

PLATFORM = "平台"
"""By whom such an answer is."""
ENDED = frozenset({Status.ANSWERED, Status.CLOSED})


def cases_replied_to(uow: UnitOfWork, ids: list[str]) -> dict[str, Complaint]:
    """The cases by their ids, locked in a writing unit."""
    statement = (
        select(Complaint)
        .where(Complaint.id.in_(ids))
        .order_by(Complaint.id)
        .options(joinedload(Complaint.stops))
    )
    if uow.writing:
        statement = statement.with_for_update(of=Complaint)
    return {case.id: case for case in uow.session.scalars(statement).unique()}


def meaning(uow: UnitOfWork, complaint: Complaint, reply: str) -> MessageOutcome:
    """What a reply on the platform means for a case that is known."""
    given = select(Answer.text).where(Answer.complaint_id == complaint.id)
    texts = set(uow.session.scalars(given))
    if reply in texts:
        return MessageOutcome.KNOWN
    if complaint.status in ENDED:
        return MessageOutcome.ANSWERED_HERE
    if not texts and waits_for_an_answer(uow, complaint):
        return MessageOutcome.ANSWERED
    return MessageOutcome.IN_WORK


def waits_for_an_answer(uow: UnitOfWork, complaint: Complaint) -> bool:
    """Whether nobody is at work on the case, or nothing but the answer is left."""
    if complaint.status == Status.LODGED:
        return True
    try:
        require_answerable(uow, complaint)
    except ServiceError:
        return False
    return True


def take(uow: UnitOfWork, complaint: Complaint, message: Message, reply: str) -> None:
    """Let the case be answered by the reply, when it was given."""
    escalation.catch_up(uow, complaint)
    before, at = facts(complaint), moment(uow, complaint, message)
    if complaint.status == Status.LODGED:
        complaint.status = Status.ANSWERED
    else:
        move(complaint, answering(Kind(complaint.kind), Validity(complaint.validity)))
    complaint.answered_at = at
    clock.stop(uow, complaint, StopCause.ANSWERED, at=at)
    note(uow, complaint, reply, at, before)
    promises.settle(uow, complaint)
    inboxes.end(uow, complaint)
    first_answers.given(uow, complaint, at)
    escalation.settle(uow, complaint)


def moment(uow: UnitOfWork, complaint: Complaint, message: Message) -> datetime:
    """When the case was answered: not before it came, nor before its clock last ran on."""
    ran_on = (stop.resumed_at for stop in complaint.stops if stop.resumed_at)
    return max(message.replied_at or uow.now, complaint.lodged_at, *ran_on)


def note(
    uow: UnitOfWork,
    complaint: Complaint,
    reply: str,
    at: datetime,
    before: dict[str, object] | None = None,
) -> None:
    """Write the reply down. It is not sent again: they have it from the platform."""
    uow.session.add(
        Answer(
            id=uow.new_id(),
            complaint_id=complaint.id,
            at=at,
            by_id=uow.actor.id,
            by=PLATFORM,
            channel=Channel.PLATFORM,
            text=reply,
        )
    )
    record(
        uow, complaint, Action.ANSWERED, before, channel=Channel.PLATFORM, text=reply,
        replied_at=at, imported=True,
    )  # fmt: skip

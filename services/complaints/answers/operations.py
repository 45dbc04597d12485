"""Answers (回复): on the channel that the contact came by (X07, C08)."""

from typing import Any, Final

from contracts.complaints.answers import OtherChannelNeedsConsent
from contracts.complaints.cases import Channel, Kind, Validity
from contracts.complaints.deadlines import StopCause
from contracts.complaints.events import ComplaintAnswered
from contracts.complaints.request_types import AnswerRequest
from contracts.complaints.timeline import Action
from foundation import replica
from foundation.service_language import require_fit
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.answers.queries import require_answerable
from services.complaints.answers.tables import Answer
from services.complaints.cases.queries import summary
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import move, open_case
from services.complaints.casework.rules import answering
from services.complaints.deadlines import operations as clock
from services.complaints.escalation import operations as escalation
from services.complaints.first_answers import operations as first_answers
from services.complaints.hot_issue_members import operations as hot_issues
from services.complaints.inboxes import operations as inboxes
from services.complaints.letters import operations as letters
from services.complaints.promised_calls import operations as promises
from services.complaints.timeline.operations import facts, record

ON_PAPER: Final = ("findings", "grounds", "done_by", "follow_up")
"""What the written answer says beside the text (P10)."""
SAID: Final = ("text", "findings", "grounds", "follow_up")


def answer(uow: UnitOfWork, data: AnswerRequest) -> dict[str, Any]:
    """Tell the resident. With the answer the clock stands still (X05).

    Raise `VerdictUnconfirmed`, `OtherChannelNeedsConsent`, `ForbiddenPhrase` naming the phrase and
    a better wording.
    """
    complaint = open_case(uow, data)
    give(uow, complaint, data)
    return summary(uow, complaint, full=True)


def give(uow: UnitOfWork, complaint: Complaint, data: AnswerRequest) -> None:
    """Answer a case that is open, and locked; refusals as in `answer`."""
    require_answerable(uow, complaint)
    before = facts(complaint)
    move(complaint, answering(Kind(complaint.kind), Validity(complaint.validity)))
    if data["channel"] != complaint.channel and not data["consent"]:
        raise OtherChannelNeedsConsent(field="channel", expected=Channel(complaint.channel))
    for name in SAID:
        check_language(uow, data[name] or "", name)
    uow.session.add(
        Answer(
            id=uow.new_id(),
            complaint_id=complaint.id,
            at=uow.now,
            by_id=uow.actor.id,
            by=uow.actor.name,
            channel=data["channel"],
            text=data["text"],
            consent=data["consent"],
            **{name: data[name] for name in ON_PAPER},
        )
    )
    complaint.answered_at = uow.now
    clock.stop(uow, complaint, StopCause.ANSWERED)
    letters.replied(uow, complaint)
    promises.settle(uow, complaint)
    inboxes.end(uow, complaint)
    first_answers.given(uow, complaint)
    record(
        uow, complaint, Action.ANSWERED, before, channel=data["channel"], text=data["text"],
        consent=data["consent"],
    )  # fmt: skip
    notify(uow, complaint, data)
    hot_issues.told(uow, complaint)
    escalation.settle(uow, complaint)


def check_language(uow: UnitOfWork, text: str, field: str) -> None:
    """Raise `ForbiddenPhrase` for what must not be said to residents (C08)."""
    require_fit(text, field=field, service_line=replica.telephones(uow))


def notify(uow: UnitOfWork, complaint: Complaint, data: AnswerRequest) -> None:
    """Publish it, so that an online answer is delivered."""
    uow.emit(
        ComplaintAnswered,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "channel": data["channel"],
            "text": data["text"],
            "lodged_by_id": complaint.lodged_by_id if complaint.lodged_by_resident else None,
        },
    )

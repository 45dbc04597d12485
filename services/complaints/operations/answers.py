"""Answers (回复): on the channel that the contact came by (X07, C08)."""

from typing import Any

from contracts.complaints.codes import Action, Kind, StopCause, Validity
from contracts.complaints.events import ComplaintAnswered
from foundation.service_language import require_fit
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.domain.lifecycle import answering
from services.complaints.errors import OtherChannelNeedsConsent, VerdictUnconfirmed
from services.complaints.operations import clock, escalation, letters
from services.complaints.operations.cases import move, open_case, require_running
from services.complaints.operations.timeline import facts, record
from services.complaints.queries.summary import summary
from services.complaints.tables import Answer, Complaint


def answer(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Tell the resident. With the answer the clock stands still (X05).

    Raise `VerdictUnconfirmed`, `OtherChannelNeedsConsent`, `ForbiddenPhrase` naming the phrase and
    a better wording.
    """
    complaint = open_case(work, data)
    require_running(complaint)
    if complaint.validity == Validity.INVALID_PROPOSED:
        raise VerdictUnconfirmed
    before = facts(complaint)
    move(complaint, answering(Kind(complaint.kind), Validity(complaint.validity)))
    if data["channel"] != complaint.channel and not data["consent"]:
        raise OtherChannelNeedsConsent(field="channel", expected=complaint.channel)
    check_language(data["text"])
    work.session.add(
        Answer(
            id=work.new_id(),
            complaint_id=complaint.id,
            at=work.now,
            by_id=work.actor.id,
            by=work.actor.name,
            channel=data["channel"],
            text=data["text"],
            consent=data["consent"],
        )
    )
    complaint.answered_at = work.now
    clock.stop(work, complaint, StopCause.ANSWERED)
    letters.replied(work, complaint)
    record(
        work, complaint, Action.ANSWERED, before, channel=data["channel"], text=data["text"],
        consent=data["consent"],
    )  # fmt: skip
    tell(work, complaint, data)
    escalation.settle(work, complaint)
    return summary(work, complaint, full=True)


def check_language(text: str) -> None:
    """Raise `ForbiddenPhrase` for what must not be said to residents (C08)."""
    require_fit(text, field="text")


def tell(work: UnitOfWork, complaint: Complaint, data: dict[str, Any]) -> None:
    """Tell the others, so that an online answer is delivered."""
    work.emit(
        ComplaintAnswered,
        complaint.id,
        {
            "complaint_id": complaint.id,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "channel": data["channel"],
            "text": data["text"],
            "lodged_by_id": complaint.lodged_by_id if complaint.lodged_by_resident else None,
        },
    )

"""Talking about a case: notes, additions, replies (C13). No clock minds them (X09)."""

from collections.abc import Sequence
from typing import Any

from contracts.complaints.cases import Channel
from contracts.complaints.comments import CommentKind, NotAColleague
from contracts.complaints.events import ComplaintNoted, ComplaintReplied, ComplaintSupplemented
from contracts.complaints.request_types import (
    AddNoteRequest,
    ReplyRequest,
    SupplementRequest,
)
from contracts.complaints.timeline import Action
from contracts.roles import STAFF
from foundation import replica
from foundation.service_language import require_fit
from foundation.storage.unit_of_work import UnitOfWork
from services.complaints.cases.queries import summary
from services.complaints.cases.rules import excerpt
from services.complaints.cases.tables import Complaint
from services.complaints.casework.operations import open_case
from services.complaints.casework.queries import channel_of
from services.complaints.comments.queries import require_notable, require_open, require_readers
from services.complaints.comments.tables import Comment
from services.complaints.first_answers import operations as first_answers
from services.complaints.timeline.operations import record


def add_note(uow: UnitOfWork, data: AddNoteRequest) -> dict[str, Any]:
    """Write a note for colleagues; those who are mentioned are told that there is one, not what it
    says.

    Raise `NotAColleague` (field `mentions`) for who may not see the case.
    """
    complaint = open_case(uow, data)
    require_notable(uow, complaint)
    named = colleagues(uow, data["mentions"])
    say(uow, complaint, CommentKind.NOTE, data["text"], mentions=named)
    record(uow, complaint, Action.NOTED, public=False)
    uow.emit(
        ComplaintNoted,
        complaint.id,
        {
            "complaint_id": complaint.id,
            "number": complaint.number,
            "building": complaint.building,
            "by": uow.actor.name,
            "mentioned_ids": list(named),
        },
    )
    return summary(uow, complaint, full=True)


def colleagues(uow: UnitOfWork, person_ids: Sequence[str]) -> dict[str, str]:
    """Names by ids of staff who work where the case is; raise `NotAColleague`."""
    known = replica.people(uow, person_ids)
    for person_id in person_ids:
        person = known.get(person_id)
        if person is None or not person.active or STAFF.isdisjoint(person.roles):
            raise NotAColleague(field="mentions")
    return {person_id: known[person_id].name for person_id in person_ids}


def supplement(uow: UnitOfWork, data: SupplementRequest) -> dict[str, Any]:
    """Take up what the resident adds.

    Whoever has the case and its first responsible person are told, and it moves up in the queue
    until somebody of the staff does anything with it: whoever acts had the words before them, and
    what needs no answer is taken note of by a note. Raise `CaseClosed`, `OnlineOnly`.
    """
    complaint = open_case(uow, data)
    require_open(uow, complaint)
    channel = channel_of(uow, data["channel"])
    say(uow, complaint, CommentKind.ADDITION, data["text"], channel=channel)
    record(uow, complaint, Action.SUPPLEMENTED, channel=channel)
    complaint.unread_since = complaint.unread_since or uow.now
    uow.emit(
        ComplaintSupplemented,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "building": complaint.building,
            "text": excerpt(data["text"]),
            "handler_id": complaint.handler_id,
            "first_responsible_id": complaint.first_responsible_id,
        },
    )
    return summary(uow, complaint, full=True)


def reply(uow: UnitOfWork, data: ReplyRequest) -> dict[str, Any]:
    """Reply to the resident while the case goes on; it is no answer, and no clock stops.

    Raise `NobodyReads`, `ForbiddenPhrase` (C08).
    """
    complaint = open_case(uow, data)
    require_readers(uow, complaint)
    require_fit(data["text"], field="text", service_line=replica.telephones(uow))
    say(uow, complaint, CommentKind.REPLY, data["text"])
    first_answers.given(uow, complaint)
    record(uow, complaint, Action.REPLIED)
    uow.emit(
        ComplaintReplied,
        complaint.id,
        {
            "complaint_id": complaint.id,
            **complaint.belonging,
            "number": complaint.number,
            "household_id": complaint.household_id,
            "text": data["text"],
            "lodged_by_id": complaint.lodged_by_id if complaint.lodged_by_resident else None,
        },
    )
    return summary(uow, complaint, full=True)


def say(
    uow: UnitOfWork,
    complaint: Complaint,
    kind: CommentKind,
    text: str,
    *,
    channel: Channel | None = None,
    mentions: dict[str, str] | None = None,
) -> None:
    """Add a comment."""
    comment = Comment(
        id=uow.new_id(), complaint_id=complaint.id, kind=kind, at=uow.now, by_id=uow.actor.id,
        by=uow.actor.name, channel=channel, text=text, mentions=mentions or {},
    )  # fmt: skip
    uow.session.add(comment)

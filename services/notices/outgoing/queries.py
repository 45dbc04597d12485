"""Outgoing messages as the office sees them (N04)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select, tuple_

from contracts.notices.request_types import OutgoingQueryRequest
from foundation import replica
from foundation.storage.listing import listing
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.tables import Message
from services.notices.workflow.tables import Edition

Editions = Mapping[tuple[str, int], Edition]

KEY: Final = tuple_(Edition.notice_id, Edition.edition)
EDITIONS: Final = select(
    Edition.notice_id, Edition.edition, Edition.title, Edition.body, Edition.published_at
).where(KEY.in_(bindparam("wanted", expanding=True)))
OUTGOING = listing(Message, "status", "channel", "household_id")


def outgoing(uow: UnitOfWork, data: OutgoingQueryRequest) -> dict[str, Any]:
    """Messages by status, channel and household, newest first."""
    found = OUTGOING.page(uow, data)
    found["items"] = views(uow, found["items"])
    return found


def views(uow: UnitOfWork, messages: Sequence[Message]) -> list[dict[str, Any]]:
    """Messages without their texts and addresses."""
    names = (
        "id community_id purpose channel status notice_id household_id person_id created_at "
        "attempts sent_at error"
    )
    editions = editions_of(uow, messages)
    people = replica.people(uow, (one.person_id for one in messages if one.person_id))
    return [
        {name: getattr(message, name) for name in names.split()}
        | {
            "title": texts(message, editions)[0],
            "person_name": people[message.person_id].name if message.person_id in people else None,
            "next_attempt_at": message.due_at,
        }
        for message in messages
    ]


def editions_of(uow: UnitOfWork, messages: Iterable[Message]) -> Editions:
    """The editions that messages are copies of: their texts, and since when they are in force."""
    wanted = {(one.notice_id, one.edition) for one in messages if one.notice_id}
    found = uow.rows(EDITIONS, wanted=list(wanted))
    return {(one.notice_id, one.edition): one for one in found}


def texts(message: Message, editions: Editions) -> tuple[str, str]:
    """Title and text, of the notice's edition where the message is a copy of one."""
    if message.notice_id and message.edition is not None:
        edition = editions[message.notice_id, message.edition]
        return edition.title, edition.body
    return message.title_zh, message.text_zh

"""The inbox of a person: messages to them and to their households."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.request_types import MyMessagesRequest
from foundation.membership import OWNERS
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.contacts.queries.portal import OWNERS_ONLY
from services.notices.messages.tables import Message

UNREAD = (Message.read_at.is_(None), Message.settled_at.is_(None))
"""What still asks to be read: what is no longer true does not."""


def messages(uow: UnitOfWork, data: MyMessagesRequest) -> dict[str, Any]:
    """The caller's messages in the portal, newest first, and how many are unread in all."""
    mine = select(Message).where(of(uow))
    found = page(uow, mine.where(*UNREAD) if data["unread"] else mine, Message.place_id, data)
    unread = uow.session.scalar(select(func.count()).select_from(Message).where(of(uow), *UNREAD))
    items = [view(message, uow.actor.language) for message in found["items"]]
    return {"items": items, "next_cursor": found["next_cursor"], "unread": unread or 0}


def of(uow: UnitOfWork) -> ColumnElement[bool]:
    """Messages in the portal to a person, or to a household of theirs since they belong to it.

    A tenant does not read what the owner owes (D06).
    """
    parts = [Message.person_id == uow.actor.id]
    for one in uow.actor.standing:
        mine = [Message.household_id == one.household_id]
        if one.sees_from is not None:
            since = func.coalesce(Message.about_since, Message.created_at)
            mine.append(since >= one.sees_from)
        anybodys: ColumnElement[bool] = Message.side.is_(None)
        if one.side != OWNERS:
            anybodys = and_(anybodys, Message.purpose.not_in(OWNERS_ONLY))
        whose = [anybodys, Message.side == one.side]
        if one.member_id is not None:
            whose.append(Message.member_id == one.member_id)
        mine.append(or_(*whose))
        parts.append(and_(*mine))
    return and_(
        Message.channel == Channel.PORTAL, Message.status == MessageStatus.SENT, or_(*parts)
    )


def is_mine(uow: UnitOfWork, message: Message) -> bool:
    """Whether a message stands in the caller's inbox."""
    found = select(Message.id).where(Message.id == message.id, of(uow))
    return uow.session.scalar(found) is not None


def view(message: Message, language: str) -> dict[str, Any]:
    """A message in the caller's language."""
    english = language.startswith("en")
    return {
        "id": message.id,
        "purpose": message.purpose,
        "title": message.title_en if english else message.title_zh,
        "text": message.text_en if english else message.text_zh,
        "household_id": message.household_id,
        "subject": subject_of(message),
        "times": message.times,
        "first_at": message.created_at,
        "sent_at": message.sent_at,
        "read_at": message.read_at,
        "settled_at": message.settled_at,
        "settled": message.settled_en if english else message.settled_zh,
    }


def subject_of(message: Message) -> dict[str, Any] | None:
    """What a message is about, with the number that people call it by."""
    if message.subject_id is None:
        return None
    facts = message.facts
    number = facts.get("receipt_number") or facts.get("number")
    return {"kind": message.subject_kind, "id": message.subject_id, "number": number}

"""The inbox of a person: messages to them and to their households."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from contracts.notices.codes import Channel, MessageStatus
from foundation.actor import Actor
from foundation.storage.paging import page
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.tables import Message


def messages(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """The caller's messages in the portal, newest first, and how many are unread in all."""
    mine = select(Message).where(of(work.actor))
    found = page(
        work, mine.where(Message.read_at.is_(None)) if data["unread"] else mine, Message.id, data
    )
    unread = work.session.scalar(
        select(func.count()).select_from(Message).where(of(work.actor), Message.read_at.is_(None))
    )
    items = [view(message, work.actor.language) for message in found["items"]]
    return {"items": items, "next_cursor": found["next_cursor"], "unread": unread or 0}


def of(actor: Actor) -> ColumnElement[bool]:
    """Messages in the portal to a person, or to a household of theirs."""
    return and_(
        Message.channel == Channel.PORTAL,
        Message.status == MessageStatus.SENT,
        or_(
            Message.person_id == actor.id,
            Message.household_id.in_(sorted(actor.household_ids)),
        ),
    )


def is_mine(actor: Actor, message: Message) -> bool:
    """Whether a message stands in a person's inbox."""
    in_portal = message.channel == Channel.PORTAL and message.status == MessageStatus.SENT
    return in_portal and (
        message.person_id == actor.id or message.household_id in actor.household_ids
    )


def view(message: Message, language: str) -> dict[str, Any]:
    """A message in the caller's language."""
    english = language.startswith("en")
    return {
        "id": message.id,
        "purpose": message.purpose,
        "title": message.title_en if english else message.title_zh,
        "text": message.text_en if english else message.text_zh,
        "household_id": message.household_id,
        "sent_at": message.sent_at,
        "read_at": message.read_at,
    }

"""Outgoing messages as the office sees them, and the list for the doors (N04)."""

from typing import Any

from sqlalchemy import select

from contracts.notices.codes import Channel, MessageStatus
from foundation import replica
from foundation.storage.paging import page
from foundation.storage.tables import household_replica
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.tables import Edition, Message


def outgoing(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Messages by status, channel and household, newest first."""
    statement = select(Message)
    for name in ("status", "channel", "household_id"):
        if data[name]:
            statement = statement.where(getattr(Message, name) == data[name])
    found = page(work, statement, Message.id, data)
    found["items"] = [view(work, message) for message in found["items"]]
    return found


def view(work: UnitOfWork, message: Message) -> dict[str, Any]:
    """A message without its text and address."""
    names = (
        "id purpose channel status notice_id household_id person_id created_at attempts sent_at "
        "error"
    )
    person = replica.person(work, message.person_id) if message.person_id else None
    return {name: getattr(message, name) for name in names.split()} | {
        "title": texts(work, message)[0],
        "person_name": person.name if person else None,
        "next_attempt_at": message.due_at,
    }


def door_deliveries(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Paper copies still to be handed over; the door-delivery list."""
    homes = household_replica
    statement = select(Message).where(
        Message.channel == Channel.PAPER, Message.status == MessageStatus.WAITING
    )
    if data["notice_id"]:
        statement = statement.where(Message.notice_id == data["notice_id"])
    if data["building"]:
        there = select(homes.c.household_id).where(homes.c.building == data["building"])
        statement = statement.where(Message.household_id.in_(there))
    found = page(work, statement, Message.id, data)
    ids = [message.household_id for message in found["items"]]
    known = {one.household_id: one for one in replica.households(work, ids=ids)}
    found["items"] = [
        copy(work, message, known[message.household_id]) for message in found["items"]
    ]
    return found


def copy(work: UnitOfWork, message: Message, home: replica.Household) -> dict[str, Any]:
    """A copy with the door that it goes to."""
    title, text = texts(work, message)
    names = ("building", "floor", "unit", "owner_name", "two_person_visit")
    return {name: getattr(home, name) for name in names} | {
        "id": message.id,
        "purpose": message.purpose,
        "title": title,
        "text": text,
        "notice_id": message.notice_id,
        "household_id": message.household_id,
        "created_at": message.created_at,
    }


def texts(work: UnitOfWork, message: Message) -> tuple[str, str]:
    """Title and text, of the notice's edition where the message is a copy of one."""
    if message.notice_id:
        edition = work.session.get_one(Edition, (message.notice_id, message.edition))
        return edition.title, edition.body
    return message.title_zh, message.text_zh

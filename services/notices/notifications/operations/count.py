"""One message for one thing, however often it is repeated; and its end, when it is no longer true.

An alarm that is repeated goes on in the message that there is: with its count, its last
time, unread again. It is withdrawn when what it said is over.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.templates import Purpose
from foundation.formatting import in_chinese, in_english
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.channels.operations import outlet
from services.notices.contacts.queries.addresses import AddressBook
from services.notices.messages.operations import Letter, insert_messages, kept, pushed
from services.notices.messages.tables import Message
from services.notices.notifications.tables import Settlement
from services.notices.policy import NoticesPolicy
from services.notices.templates.rules import Wording

OCCURRED_AT = "occurred_at"
"""The fact that says when it happened."""
SETTLED = ("settled_at", "settled_zh", "settled_en")
"""What a settlement says; of two ends of one thing the later counts."""
TO_LEAVE = (MessageStatus.WAITING, MessageStatus.SENDING)


def notify_again(
    uow: UnitOfWork, letter: Letter, household_id: str | None, person_id: str | None
) -> bool:
    """Repeat the message that there is of this thing; False if there is none."""
    origin = letter.key(household_id, person_id)
    known = uow.session.scalars(
        select(Message).where(Message.origin == origin).order_by(Message.id).with_for_update()
    ).all()
    first = next((one for one in known if one.channel == Channel.PORTAL), None)
    if first is None:
        return False
    times = first.times + 1
    at = letter.facts.get(OCCURRED_AT)
    late = isinstance(at, datetime) and at < happened(first)  # what came before it says more
    wording = counted(plain(first) if late else letter.wording, times, first.created_at)
    for message in known:
        if message is first or message.status == MessageStatus.WAITING:
            reword(message, wording)
            message.times = times
            if late:
                continue
            message.facts = kept(letter.facts)
            message.settled_at = message.settled_zh = message.settled_en = None
    first.place_id = uow.new_id()
    first.read_at = None
    if first.status == MessageStatus.SENT:
        first.sent_at = uow.now
    push_again(uow, letter, known, wording, times)
    return True


def push_again(uow: UnitOfWork, letter: Letter, known: Any, wording: Wording, times: int) -> None:
    """By the channels beside the portal, unless the last copy waits or left a short while ago."""
    policy = uow.policy(NoticesPolicy)
    since = uow.now - timedelta(minutes=policy.repeat_minutes)
    others = [one for one in known if one.channel != Channel.PORTAL]
    if any(one.status in TO_LEAVE or (one.sent_at or one.created_at) > since for one in others):
        return
    household_id, person_id = known[0].household_id, known[0].person_id
    book = AddressBook(
        uow,
        [household_id] if household_id else [],
        [person_id] if person_id else [],
        owners_only=True,
    )
    ready = outlet.available(uow) - {Channel.PORTAL, Channel.PAPER}
    again = replace(letter, wording=wording)
    rows = [
        row | {"times": times}
        for channel in policy.message_channels.get(letter.purpose, [])
        if channel in ready
        for row in pushed(uow, again, household_id, person_id, channel, book, mark=f".{times}")
    ]
    insert_messages(uow, rows)


def reword(message: Message, wording: Wording) -> None:
    """Have a message say what is true now."""
    message.title_zh, message.title_en = wording.title_zh[:200], wording.title_en[:200]
    message.text_zh, message.text_en = wording.text_zh, wording.text_en


def plain(message: Message) -> Wording:
    """What a message says, without how often."""
    return Wording(
        re.sub(r"（第\d+次）$", "", message.title_zh),
        re.sub(r" \(\d+ times\)$", "", message.title_en),
        re.sub(r"\n本事项第\d+次提醒，.*$", "", message.text_zh),
        re.sub(r"\nTold \d+ times, .*$", "", message.text_en),
    )


def counted(wording: Wording, times: int, first: datetime) -> Wording:
    """The wording with how often it was repeated, and since when."""
    return Wording(
        f"{wording.title_zh}（第{times}次）",
        f"{wording.title_en} ({times} times)",
        f"{wording.text_zh}\n本事项第{times}次提醒，首次提醒于{in_chinese(first)}。",
        f"{wording.text_en}\nTold {times} times, first on {in_english(first)}.",
    )


def settle(
    uow: UnitOfWork,
    subject_id: str,
    purposes: Iterable[Purpose],
    at: datetime,
    zh: str,
    en: str,
) -> None:
    """Say of messages about something that they are no longer true; copies do not leave.

    What happened at a later moment than `at` stays true.
    """
    named = sorted(purposes)
    over = {"settled_at": at, "settled_zh": zh[:200], "settled_en": en[:200]}
    rows = [{"subject_id": subject_id, "purpose": one} | over for one in named]
    table = Settlement.__table__
    uow.session.execute(uow.insert_or_update(table, SETTLED, earlier_settled), rows)
    about = (Message.subject_id == subject_id, Message.purpose.in_(named))
    withdraw(uow, at, zh, en, *about)


def earlier_settled(row: Any, new: Any) -> ColumnElement[bool]:
    """Whether a settlement says nothing yet, or of an end before this one."""
    return or_(row.settled_at.is_(None), row.settled_at < new.settled_at)


def held(uow: UnitOfWork, subject_id: str, purposes: Iterable[Purpose]) -> list[Settlement]:
    """The rows at which the notification and the end of something take turns, locked."""
    wanted = sorted(purposes)
    rows = [{"subject_id": subject_id, "purpose": one} for one in wanted]
    uow.session.execute(uow.insert_ignoring(Settlement.__table__), rows)
    return list(
        uow.session.scalars(
            select(Settlement)
            .where(Settlement.subject_id == subject_id, Settlement.purpose.in_(wanted))
            .order_by(Settlement.purpose)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def over_already(uow: UnitOfWork, subject_id: str, purpose: Purpose, at: datetime) -> bool:
    """Whether what happened at `at` is over by what happened after it, which came earlier."""
    (row,) = held(uow, subject_id, [purpose])
    return row.settled_at is not None and at <= row.settled_at


def withdraw(uow: UnitOfWork, at: datetime, zh: str, en: str, *which: Any) -> None:
    """Mark the messages meant that are of no later moment as over, and hold copies back."""
    found = uow.session.scalars(
        select(Message)
        .where(*which, Message.settled_at.is_(None))
        .order_by(Message.id)
        .with_for_update()
    ).all()
    for message in found:
        if happened(message) > at:
            continue
        message.settled_at, message.settled_zh, message.settled_en = uow.now, zh[:200], en[:200]
        if message.status == MessageStatus.WAITING and message.channel != Channel.PORTAL:
            message.status, message.due_at = MessageStatus.CANCELLED, None


def happened(message: Message) -> datetime:
    """When what a message is about last happened."""
    at = message.facts.get(OCCURRED_AT)
    return datetime.fromisoformat(at) if at else message.created_at

"""Sending what waits: claim, send, record (N03).

Nothing is sent inside a transaction. Messages are claimed for a while, sent, and recorded one by
one; a sender that dies in between leaves a claim that runs out, and the message is sent again
under the same id: at least once, never silently lost.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from contracts.notices.codes import Channel, MessageStatus, NoticeStatus
from contracts.notices.events import MessageUndeliverable
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain.policy import NoticesPolicy
from services.notices.domain.retries import retry_after
from services.notices.operations import fall_through
from services.notices.operations.delivery import mark_delivered
from services.notices.outlet import NotTaken, Parcel, Send
from services.notices.tables import Edition, Message, Notice

CLAIM = timedelta(minutes=5)
"""Longer than the slowest batch takes."""
BATCH = 10


def send_due(store: Store, send: Send) -> int:
    """Send one batch of what is due; tell how many were tried. Safe in all instances at once.

    One batch only, so that a process that is told to stop is not held up by a long list.
    """
    claimed = claim(store)
    for parcel, until in claimed:
        record(store, parcel.message_id, until, attempt(send, parcel))
    return len(claimed)


def attempt(send: Send, parcel: Parcel) -> str | None:
    """Send one; the reason if it was not taken."""
    try:
        send(parcel)
    except NotTaken as refusal:
        return str(refusal)
    return None


def claim(store: Store) -> list[tuple[Parcel, datetime]]:
    """Take some messages that are due, and until when they are taken."""
    with store.read() as work:
        if work.session.scalar(due(work).limit(1)) is None:
            return []
    with store.write(operation="claim_messages") as work:
        rows = work.session.scalars(
            due(work).order_by(Message.due_at).limit(BATCH).with_for_update(skip_locked=True)
        ).all()
        until = work.now + CLAIM
        for row in rows:
            row.status = MessageStatus.SENDING
            row.claimed_until = until
        return [(parcel_of(work, row), until) for row in rows]


def due(work: UnitOfWork) -> Any:
    """What waits and is due, or was claimed by a sender that is given up."""
    return select(Message).where(
        or_(
            and_(Message.status == MessageStatus.WAITING, Message.due_at <= work.now),
            and_(
                Message.status == MessageStatus.SENDING,
                Message.due_at <= work.now,
                Message.claimed_until <= work.now,
            ),
        )
    )


def parcel_of(work: UnitOfWork, message: Message) -> Parcel:
    """A message with the text that it carries."""
    title, text = message.title_zh, message.text_zh
    if message.notice_id:
        edition = work.session.get_one(Edition, (message.notice_id, message.edition))
        title, text = edition.title, edition.body
    elif message.text_en:
        text = f"{message.text_zh}\n\n{message.title_en}\n{message.text_en}"
    return Parcel(message.id, message.channel, message.address or "", title, text)


def record(store: Store, message_id: str, until: datetime, failure: str | None) -> None:
    """Write down what became of a message, unless another sender has taken it over since."""
    with store.write(operation="record_message") as work:
        message = work.load(Message, message_id)
        if message.status != MessageStatus.SENDING or message.claimed_until != until:
            return
        message.attempts += 1
        message.claimed_until = None
        message.error = failure
        if failure is None:
            message.status = MessageStatus.SENT
            message.sent_at = work.now
            message.due_at = None
            if message.recipient_id:
                mark_delivered(work, message.recipient_id, message.channel)
            return
        delay = retry_after(message.attempts, work.policy(NoticesPolicy).retry_minutes)
        if delay is not None and still_wanted(work, message):
            message.status = MessageStatus.WAITING
            message.due_at = work.now + delay
        elif delay is not None:
            message.status = MessageStatus.CANCELLED
            message.due_at = None
        else:
            give_up(work, message, failure)


def still_wanted(work: UnitOfWork, message: Message) -> bool:
    """Whether the notice that a message copies is still in force; other messages always are."""
    if not message.notice_id:
        return True
    notice = work.session.get_one(Notice, message.notice_id)
    return notice.status == NoticeStatus.PUBLISHED and notice.edition == message.edition


def give_up(work: UnitOfWork, message: Message, reason: str) -> None:
    """After the last attempt: tell it, and go on with the next channel (N04)."""
    message.status = MessageStatus.UNDELIVERABLE
    message.due_at = None
    told = {
        "message_id": message.id,
        "household_id": message.household_id,
        "person_id": message.person_id,
        "channel": Channel(message.channel),
        "reason": reason,
    }
    work.emit(MessageUndeliverable, message.id, told)
    work.session.flush()
    fall_through.after(work, message)

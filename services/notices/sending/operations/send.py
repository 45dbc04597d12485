"""Sending what waits: claim, send, record (N03).

Nothing is sent inside a transaction. Messages are claimed for a while, sent, and recorded one by
one; a sender that dies in between leaves a claim that runs out, and the message is sent again
under the same id, which e-mail carries as its Message-ID: at least once, never silently lost.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from contracts.notices.channels import OUTSIDE, Channel
from contracts.notices.events import MessageUndeliverable
from contracts.notices.messages import MessageStatus
from contracts.notices.workflow import NoticeStatus
from foundation.sealing import unseal
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.arrival import operations as arrival
from services.notices.attachments.queries import counts
from services.notices.channels.operations import mail, outlet
from services.notices.channels.operations.outlet import NotTaken, Parcel, Send
from services.notices.delivery.operations import mark_delivered
from services.notices.messages.rules import LINK, SEALED
from services.notices.messages.tables import Message
from services.notices.notification_hours.rules import in_hours
from services.notices.policy import NoticesPolicy
from services.notices.sending.operations import fall_through
from services.notices.sending.rules import retry_after
from services.notices.templates.operations import of_notice
from services.notices.workflow.tables import Edition, Notice

LINKS = "links in messages"
"""For which the directory seals a link."""
CLAIM = timedelta(seconds=mail.LONGEST_SECONDS + 300)
"""Longer than the slowest server takes: nobody else sends meanwhile what is on its way."""
LONGEST_SECONDS = mail.LONGEST_SECONDS
BATCH = 10


def send_due(store: Store, send: Send) -> int:
    """Send some of what is due, one after another; return how many were tried.

    Each is claimed right before it leaves. Safe in all instances at once.
    """
    for tried in range(BATCH):
        claimed = claim(store, most=1)
        if not claimed:
            return tried
        ((parcel, until),) = claimed
        record(store, parcel.message_id, until, attempt(send, parcel))
    return BATCH


def attempt(send: Send, parcel: Parcel) -> NotTaken | None:
    """Send one; the refusal if it was not taken."""
    try:
        send(parcel)
    except NotTaken as refusal:
        return refusal
    return None


def claim(
    store: Store, channel: str | None = None, most: int = BATCH
) -> list[tuple[Parcel, datetime]]:
    """Take some messages that are due, of one channel, and until when they are taken; none while
    the channel has no address."""
    with store.read() as uow:
        if channel is not None and channel not in outlet.available(uow):
            return []
        if uow.session.scalar(due(uow, channel).limit(1)) is None:
            return []
    with store.write(operation="claim_messages") as uow:
        rows = uow.session.scalars(
            due(uow, channel).order_by(Message.due_at).limit(most).with_for_update(skip_locked=True)
        ).all()
        until = uow.now + CLAIM
        for row in rows:
            row.status = MessageStatus.SENDING
            row.claimed_until = until
        return [(parcel_of(uow, row), until) for row in rows]


def due(uow: UnitOfWork, channel: str | None) -> Any:
    """What waits and is due, or was claimed by a sender that is given up.

    Outside of the hours for it only what is urgent leaves, whenever it was due.
    """
    return select(Message).where(
        Message.channel == channel if channel else Message.channel.in_(OUTSIDE),
        or_(Message.urgent, may_leave(uow)),
        or_(
            and_(Message.status == MessageStatus.WAITING, Message.due_at <= uow.now),
            and_(
                Message.status == MessageStatus.SENDING,
                Message.due_at <= uow.now,
                Message.claimed_until <= uow.now,
            ),
        ),
    )


def may_leave(uow: UnitOfWork) -> ColumnElement[bool]:
    """That a message is in the hours of its community: its own or, without, the company's."""
    policies = uow.policies(NoticesPolicy)
    company = in_hours(policies.pop(None), uow.now)
    otherwise = [place for place, one in policies.items() if in_hours(one, uow.now) != company]
    place = Message.community_id
    if not otherwise:
        return true() if company else false()
    return or_(place.is_(None), place.not_in(otherwise)) if company else place.in_(otherwise)


def parcel_of(uow: UnitOfWork, message: Message) -> Parcel:
    """A message with the text that it carries, as its community words it."""
    title, text = message.title_zh, message.text_zh
    if message.notice_id:
        edition = uow.session.get_one(Edition, (message.notice_id, message.edition))
        title = edition.title
        with uow.within(message.community_id):
            attached = counts(uow, [message.notice_id]).get(message.notice_id, 0)
            text = of_notice(uow, edition.body, edition.published_at, attached)
    elif message.text_en:
        text = f"{message.text_zh}\n\n{message.title_en}\n{message.text_en}"
    if sealed := message.facts.get(SEALED):
        text = text.replace(LINK, unseal(LINKS, message.person_id or "", sealed))
    by = outlet.address_of(uow, message.channel)
    return Parcel(message.id, message.channel, message.address or "", title, text, by)


def record(store: Store, message_id: str, until: datetime, failure: NotTaken | None) -> None:
    """Write down what became of a message, unless another sender has taken it over since."""
    with store.write(operation="record_message") as uow:
        message = uow.load(Message, message_id)
        if message.status != MessageStatus.SENDING or message.claimed_until != until:
            return
        message.attempts += 1
        message.claimed_until = None
        message.error = str(failure)[:500] if failure else None
        if failure is None:
            message.status = MessageStatus.SENT
            message.sent_at = uow.now
            message.due_at = None
            if SEALED in message.facts:  # it has left: nobody needs the link here any more (P08)
                message.facts = {key: one for key, one in message.facts.items() if key != SEALED}
            if message.recipient_id:
                mark_delivered(uow, message.recipient_id, message.channel)
            arrival.report_arrival(uow, vars(message))
            return
        delay = retry_after(message.attempts, uow.policy(NoticesPolicy).retry_minutes)
        if delay is None or failure.for_good:
            give_up(uow, message, str(failure))
        elif still_wanted(uow, message):
            message.status = MessageStatus.WAITING
            message.due_at = uow.now + delay
        else:
            message.status = MessageStatus.CANCELLED
            message.due_at = None


def still_wanted(uow: UnitOfWork, message: Message) -> bool:
    """Whether what a message says is still so, and the notice that it copies in force."""
    if message.household_id and message.address:
        known = arrival.known_addresses(uow, message.household_id)
        if message.address not in known:
            return False  # whoever had the address has left (D06)
    if not message.notice_id:
        return message.settled_at is None
    notice = uow.session.get_one(Notice, message.notice_id)
    return notice.status == NoticeStatus.PUBLISHED and notice.edition == message.edition


def give_up(uow: UnitOfWork, message: Message, reason: str) -> None:
    """After the last attempt: publish it, and go on with the next channel (N04)."""
    message.status = MessageStatus.UNDELIVERABLE
    message.due_at = None
    payload = {
        "message_id": message.id,
        "household_id": message.household_id,
        "person_id": message.person_id,
        "channel": Channel(message.channel),
        "reason": reason,
    }
    uow.emit(MessageUndeliverable, message.id, payload)
    uow.session.flush()
    fall_through.after(uow, message)

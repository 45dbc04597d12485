"""Handing paper copies over at the door, the last channel (N04)."""

from typing import Any

from contracts.notices.codes import Channel, MessageStatus
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.errors import AlreadyHandedOver
from services.notices.operations.delivery import mark_delivered
from services.notices.queries.outgoing import views
from services.notices.tables import Message, Notice, Recipient


def hand_over(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Note that a copy was handed over, and that it was signed for if it was.

    Raise `AlreadyHandedOver` for one that is not on the list any more.
    """
    message = work.load(Message, data["message_id"])
    if message.channel != Channel.PAPER:
        raise NotFound
    if message.status != MessageStatus.WAITING:
        raise AlreadyHandedOver
    work.subject("message", message.id)
    message.status = MessageStatus.SENT
    message.sent_at = work.now
    message.received_by = data["received_by"]
    if message.recipient_id and message.notice_id:
        mark_delivered(work, message.recipient_id, Channel.PAPER)
        if data["signed"] and work.load(Notice, message.notice_id).must_acknowledge:
            sign(work, work.load(Recipient, message.recipient_id))
    return views(work, [message])[0]


def sign(work: UnitOfWork, recipient: Recipient) -> None:
    """A signature on the copy is an acknowledgement."""
    if recipient.acknowledged_at is None:
        recipient.read_at = recipient.read_at or work.now
        recipient.acknowledged_at = work.now
        recipient.acknowledged_by_id = work.actor.id

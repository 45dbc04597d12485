"""Handing paper copies over at the door, the last channel (N04)."""

from typing import Any

from sqlalchemy import select

from contracts.notices.channels import Channel
from contracts.notices.door import AlreadyHandedOver
from contracts.notices.messages import MessageStatus
from contracts.notices.request_types import HandOverHomeRequest, HandOverRequest
from foundation import replica
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.arrival import operations as arrival
from services.notices.audience.tables import Recipient
from services.notices.delivery.operations import mark_delivered
from services.notices.door.queries import TO_BRING
from services.notices.messages.tables import Message
from services.notices.outgoing.queries import views
from services.notices.workflow.tables import Notice


def hand_over(uow: UnitOfWork, data: HandOverRequest) -> dict[str, Any]:
    """Note that a copy was handed over, and that it was signed for if it was.

    Raise `AlreadyHandedOver` for one that is not on the list any more.
    """
    message = uow.load(Message, data["message_id"])
    if message.channel != Channel.PAPER:
        raise NotFound
    if message.status != MessageStatus.WAITING:
        raise AlreadyHandedOver
    uow.subject("message", message.id)
    bring(uow, message, data["received_by"], signed=data["signed"])
    return views(uow, [message])[0]


def hand_over_home(uow: UnitOfWork, data: HandOverHomeRequest) -> dict[str, Any]:
    """Note that what waited for a home was handed over; raise `NotFound` if nothing did.

    What somebody else has handed over meanwhile stays as it is.
    """
    home = replica.household(uow, data["household_id"])
    found = select(Message).where(Message.household_id == home.household_id, *TO_BRING)
    if data["message_ids"]:
        found = found.where(Message.id.in_(data["message_ids"]))
    papers = uow.session.scalars(found.order_by(Message.id).with_for_update()).all()
    if not papers:
        raise NotFound
    uow.subject("household", home.household_id)
    for paper in papers:
        bring(uow, paper, data["received_by"], signed=data["signed"])
    return {"building": home.building, "unit": home.unit, "items": views(uow, papers)}


def bring(uow: UnitOfWork, message: Message, received_by: str, *, signed: bool) -> None:
    """A copy is in the hands of somebody."""
    message.status = MessageStatus.SENT
    message.sent_at = uow.now
    message.received_by = received_by
    arrival.report_arrival(uow, vars(message), uow.actor.name, received_by)
    if message.recipient_id and message.notice_id:
        mark_delivered(uow, message.recipient_id, Channel.PAPER)
        if signed and uow.load(Notice, message.notice_id).must_acknowledge:
            sign(uow, uow.load(Recipient, message.recipient_id))


def sign(uow: UnitOfWork, recipient: Recipient) -> None:
    """A signature on the copy is an acknowledgement."""
    if recipient.acknowledged_at is None:
        recipient.read_at = recipient.read_at or uow.now
        recipient.acknowledged_at = uow.now
        recipient.acknowledged_by_id = uow.actor.id

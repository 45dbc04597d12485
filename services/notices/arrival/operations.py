"""When something arrives in the portal, and who is notified that it has arrived (B02, N04)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from contracts.directory.event_types import HouseholdChangedData, PersonChangedData
from contracts.notices.channels import Channel
from contracts.notices.events import BillDelivered
from contracts.notices.messages import MessageStatus
from contracts.notices.templates import Purpose
from contracts.notices.workflow import NoticeStatus
from foundation import replica
from foundation.deadlines import Deadline
from foundation.membership import OWNERS
from foundation.messaging.envelope import Envelope
from foundation.replica import handlers
from foundation.scope import own
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.contacts.queries.portal import Readers
from services.notices.contacts.rules import side_of, target
from services.notices.messages.tables import Message
from services.notices.notification_hours.rules import sending_time
from services.notices.policy import NoticesPolicy
from services.notices.workflow.tables import Notice

RELEASE = "release"
"""Kind of the deadline at which messages that wait for the hours stand in the portal."""


def expect(uow: UnitOfWork, at: datetime) -> None:
    """Have what waits for this moment stand in the portal then."""
    uow.deadlines.set(RELEASE, own(Channel.PORTAL), at, at.isoformat(), again=True)


def release(uow: UnitOfWork, _deadline: Deadline) -> None:
    """Let what waited for the hours stand in the portal."""
    waiting = uow.session.scalars(
        select(Message)
        .where(Message.channel == Channel.PORTAL, Message.status == MessageStatus.WAITING)
        .where(Message.due_at <= uow.now)
        .order_by(Message.id)
        .with_for_update()
    ).all()
    for message in waiting:
        appear(uow, message)


def appear(uow: UnitOfWork, message: Message) -> None:
    """A message stands in the portal from now on."""
    message.status = MessageStatus.SENT
    message.sent_at = uow.now
    message.due_at = None
    report_arrival(uow, vars(message))


def report_arrival(
    uow: UnitOfWork, message: Mapping[str, Any], by: str | None = None, receipt: str | None = None
) -> None:
    """Publish that a bill has arrived, however it did (B02)."""
    if message["purpose"] != Purpose.BILL_ISSUED or message["status"] != MessageStatus.SENT:
        return
    if message["subject_id"] is None or message["household_id"] is None:
        return
    arrived = {
        "bill_id": message["subject_id"],
        "household_id": message["household_id"],
        "channel": Channel(message["channel"]),
        "delivered_at": message["sent_at"],
        "delivered_by": by or uow.actor.name,
        "receipt": receipt,
    }
    uow.emit(BillDelivered, message["subject_id"], arrived)


def on_household_changed(uow: UnitOfWork, event: Envelope[HouseholdChangedData]) -> None:
    """Keep a household; whoever of it can log in now finds what waited for them."""
    handlers.on_household_changed(uow, event)
    call_back(uow, event.data["household_id"])
    come_to(uow, [event.data["household_id"]])


def call_back(uow: UnitOfWork, household_id: str) -> None:
    """What waits to be sent to somebody who has left the household does not leave (D06)."""
    waiting = uow.session.scalars(
        select(Message)
        .where(Message.household_id == household_id, Message.address.is_not(None))
        .where(Message.status == MessageStatus.WAITING)
        .with_for_update()
    ).all()
    if not waiting:
        return
    known = known_addresses(uow, household_id)
    for message in waiting:
        if message.address not in known:
            message.status, message.due_at = MessageStatus.CANCELLED, None


def known_addresses(uow: UnitOfWork, household_id: str) -> set[str]:
    """Addresses and numbers of those who belong to a household now."""
    residents = replica.household(uow, household_id).residents
    return {known for one in residents for known in (one.email, one.phone) if known}


def on_person_changed(uow: UnitOfWork, event: Envelope[PersonChangedData]) -> None:
    """Keep a person; who can log in now finds what waited for them."""
    handlers.on_person_changed(uow, event)
    come_to(uow, event.data["household_ids"], event.data["person_id"])


def come_to(uow: UnitOfWork, household_ids: Iterable[str], person_id: str | None = None) -> None:
    """What lay ready for households, and for a person, arrives if somebody can see it now."""
    homes = list(household_ids)
    readers = Readers(uow, homes, [person_id] if person_id else [])
    person = [person_id] if person_id and readers.person(person_id) else []
    if not homes and not person:
        return
    at = sending_time(uow.policy(NoticesPolicy), uow.now)
    waiting = uow.session.scalars(
        select(Message)
        .where(Message.household_id.in_(homes) | Message.person_id.in_(person))
        .where(Message.channel == Channel.PORTAL, Message.status == MessageStatus.WAITING)
        .where(Message.due_at.is_(None))
        .order_by(Message.id)
        .with_for_update()
    ).all()
    for message in waiting:
        purpose = Purpose(message.purpose)
        if not readers.can_read(message.household_id, message.person_id, purpose, message.side):
            continue
        if at > uow.now and purpose in uow.policy(NoticesPolicy).portal_in_hours:
            message.due_at = at
            expect(uow, at)
        else:
            appear(uow, message)
    notices_arrive(uow, readers, homes, person)


def notices_arrive(uow: UnitOfWork, readers: Readers, homes: list[str], people: list[str]) -> None:
    """Notices in force that nobody could see so far are delivered to who can see them now."""
    targets = [target(home, None, side) for home in homes for side in (None, OWNERS)]
    targets += [target(None, one) for one in people]
    rows = uow.session.execute(
        select(Recipient, Notice.channels, Notice.published_at)
        .join(Notice, (Notice.id == Recipient.notice_id) & (Notice.edition == Recipient.edition))
        .where(Recipient.target.in_(targets), Recipient.delivered_at.is_(None))
        .where(Notice.status == NoticeStatus.PUBLISHED)
    ).all()
    for recipient, channels, published_at in rows:
        home, side = recipient.household_id, side_of(recipient.target)
        seen = home is None or readers.household(home, side=side, since=published_at)
        if seen and Channel.PORTAL in channels:
            recipient.delivered_at = uow.now
            recipient.delivered_by = Channel.PORTAL

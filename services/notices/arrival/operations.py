"""When something arrives in the portal, and who is told that it has arrived (B02, N04)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from contracts.notices.codes import Channel, MessageStatus, NoticeStatus, Purpose
from contracts.notices.events import BillDelivered
from foundation import replica
from foundation.deadlines import Deadline
from foundation.replica import handlers
from foundation.standing import OWNERS
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.contacts.queries.portal import Readers
from services.notices.contacts.rules import side_of, target
from services.notices.hours.rules import telling_time
from services.notices.messages.tables import Message
from services.notices.policy import NoticesPolicy
from services.notices.workflow.tables import Notice

RELEASE = "release"
"""Kind of the deadline at which messages that wait for the hours stand in the portal."""


def expect(work: UnitOfWork, at: datetime) -> None:
    """Have what waits for this moment stand in the portal then."""
    work.deadlines.set(RELEASE, Channel.PORTAL, at, at.isoformat(), again=True)


def release(work: UnitOfWork, _deadline: Deadline) -> None:
    """Let what waited for the hours stand in the portal."""
    waiting = work.session.scalars(
        select(Message)
        .where(Message.channel == Channel.PORTAL, Message.status == MessageStatus.WAITING)
        .where(Message.due_at <= work.now)
        .order_by(Message.id)
        .with_for_update()
    ).all()
    for message in waiting:
        appear(work, message)


def appear(work: UnitOfWork, message: Message) -> None:
    """A message stands in the portal from now on."""
    message.status = MessageStatus.SENT
    message.sent_at = work.now
    message.due_at = None
    told(work, vars(message))


def told(
    work: UnitOfWork, message: Mapping[str, Any], by: str | None = None, receipt: str | None = None
) -> None:
    """Tell billing that a bill has arrived, however it did (B02)."""
    if message["purpose"] != Purpose.BILL_ISSUED or message["status"] != MessageStatus.SENT:
        return
    if message["subject_id"] is None or message["household_id"] is None:
        return
    arrived = {
        "bill_id": message["subject_id"],
        "household_id": message["household_id"],
        "channel": Channel(message["channel"]),
        "delivered_at": message["sent_at"],
        "delivered_by": by or work.actor.name,
        "receipt": receipt,
    }
    work.emit(BillDelivered, message["subject_id"], arrived)


def on_household_changed(work: UnitOfWork, event: Any) -> None:
    """Keep a household; whoever of it can log in now finds what waited for them."""
    handlers.on_household_changed(work, event)
    call_back(work, event.data["household_id"])
    come_to(work, [event.data["household_id"]])


def call_back(work: UnitOfWork, household_id: str) -> None:
    """What waits to be sent to somebody who has left the household does not leave (D06)."""
    waiting = work.session.scalars(
        select(Message)
        .where(Message.household_id == household_id, Message.address.is_not(None))
        .where(Message.status == MessageStatus.WAITING)
        .with_for_update()
    ).all()
    if not waiting:
        return
    known = known_addresses(work, household_id)
    for message in waiting:
        if message.address not in known:
            message.status, message.due_at = MessageStatus.CANCELLED, None


def known_addresses(work: UnitOfWork, household_id: str) -> set[str]:
    """Addresses and numbers of those who belong to a household now."""
    residents = replica.household(work, household_id).residents
    return {known for one in residents for known in (one.email, one.phone) if known}


def on_person_changed(work: UnitOfWork, event: Any) -> None:
    """Keep a person; who can log in now finds what waited for them."""
    handlers.on_person_changed(work, event)
    come_to(work, event.data["household_ids"], event.data["person_id"])


def come_to(work: UnitOfWork, household_ids: Iterable[str], person_id: str | None = None) -> None:
    """What lay ready for households, and for a person, arrives if somebody can see it now."""
    homes = list(household_ids)
    readers = Readers(work, homes, [person_id] if person_id else [])
    person = [person_id] if person_id and readers.person(person_id) else []
    if not homes and not person:
        return
    at = telling_time(work.policy(NoticesPolicy), work.now)
    waiting = work.session.scalars(
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
        if at > work.now and purpose in work.policy(NoticesPolicy).portal_in_hours:
            message.due_at = at
            expect(work, at)
        else:
            appear(work, message)
    notices_arrive(work, readers, homes, person)


def notices_arrive(work: UnitOfWork, readers: Readers, homes: list[str], people: list[str]) -> None:
    """Notices in force that nobody could see so far are delivered to who can see them now."""
    targets = [target(home, None, side) for home in homes for side in (None, OWNERS)]
    targets += [target(None, one) for one in people]
    rows = work.session.execute(
        select(Recipient, Notice.channels, Notice.published_at)
        .join(Notice, (Notice.id == Recipient.notice_id) & (Notice.edition == Recipient.edition))
        .where(Recipient.target.in_(targets), Recipient.delivered_at.is_(None))
        .where(Notice.status == NoticeStatus.PUBLISHED)
    ).all()
    for recipient, channels, published_at in rows:
        home, side = recipient.household_id, side_of(recipient.target)
        seen = home is None or readers.household(home, side=side, since=published_at)
        if seen and Channel.PORTAL in channels:
            recipient.delivered_at = work.now
            recipient.delivered_by = Channel.PORTAL

"""Bringing a notice to its recipients, channel after channel (N03, N04)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus, SubjectKind
from contracts.notices.policy import PaperFor
from contracts.notices.templates import Purpose
from contracts.notices.workflow import NoticeStatus
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.tables import Recipient
from services.notices.channels.operations import outlet
from services.notices.contacts.queries.addresses import AddressBook
from services.notices.contacts.rules import side_of
from services.notices.messages.operations import insert_messages
from services.notices.messages.tables import Message
from services.notices.notification_hours.rules import sending_time
from services.notices.policy import NoticesPolicy
from services.notices.reach.queries import messages_of, unreached
from services.notices.reach.rules import next_channel
from services.notices.workflow.operations import load
from services.notices.workflow.tables import Notice

UNDER_WAY = frozenset({MessageStatus.WAITING, MessageStatus.SENDING})


def deliver(uow: UnitOfWork, notice: Notice, recipients: Sequence[Mapping[str, Any]]) -> None:
    """Send a notice by all its channels, and set the time by which it should have got there.

    Whom none of them brings it to gets it by the next one at once: nothing is to be waited for.
    """
    wanted = [
        one for one in notice.channels if one != Channel.PORTAL and one in outlet.available(uow)
    ]
    rows: list[dict[str, Any]] = []
    if wanted:
        book = book_of(uow, recipients)
        rows = [
            row
            for recipient in recipients
            for channel in wanted
            for row in copies(uow, notice, recipient, channel, book)
        ]
        insert_messages(uow, rows)
    written_to = {row["recipient_id"] for row in rows}
    nowhere = [
        one for one in recipients if one["delivered_by"] is None and one["id"] not in written_to
    ]
    if nowhere:
        carry_on(uow, notice, nowhere)
    if recipients:
        due = uow.now + timedelta(hours=uow.policy(NoticesPolicy).reach_hours)
        uow.deadlines.set("reach", notice.id, due, f"{notice.edition}.1")


def follow_up(uow: UnitOfWork, deadline: Deadline) -> None:
    """Send to those not reached by the deadline on their next channel, in the end at the door."""
    notice = load(uow, deadline.subject_id)
    edition, round_ = (int(part) for part in deadline.step.split("."))
    if notice.status != NoticeStatus.PUBLISHED or notice.edition != edition:
        return
    recipients = unreached(uow, notice)
    busy = {row.recipient_id for row in messages_of(uow, notice) if row.status in UNDER_WAY}
    rows = carry_on(uow, notice, [one for one in recipients if one["id"] not in busy])
    if busy or any(row["channel"] != Channel.PAPER for row in rows):
        due = uow.now + timedelta(hours=uow.policy(NoticesPolicy).reach_hours)
        uow.deadlines.set("reach", notice.id, due, f"{edition}.{round_ + 1}")


def carry_on(
    uow: UnitOfWork, notice: Notice, recipients: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Make the next copy for each recipient, by the first channel not tried yet."""
    tried: dict[str, set[str]] = {}
    for message in messages_of(uow, notice):
        tried.setdefault(message.recipient_id, set()).add(message.channel)
    policy = uow.policy(NoticesPolicy)
    ladder = [one for one in policy.fall_through if one in outlet.available(uow)]
    paper = policy.paper_for(notice.kind, must_acknowledge=notice.must_acknowledge)
    book = book_of(uow, recipients)
    rows: list[dict[str, Any]] = []
    for one in recipients:
        household_id, person_id = one["household_id"], one["person_id"]
        home = household_id is not None
        channel = next_channel(
            ladder,
            tried.get(one["id"], ()),
            book.reachable(household_id, person_id, ladder, *meant(notice, one)),
            door=home and needs_paper(paper, delivered=one["delivered_by"] is not None),
        )
        if channel:
            rows += copies(uow, notice, one, channel, book, fallen=True)
    insert_messages(uow, rows)
    return rows


def needs_paper(paper: PaperFor, *, delivered: bool) -> bool:
    """Whether a home is brought a printed copy in the end."""
    return paper is PaperFor.UNREAD or (paper is PaperFor.UNREACHABLE and not delivered)


def copies(
    uow: UnitOfWork,
    notice: Notice,
    recipient: Mapping[str, Any],
    channel: str,
    book: AddressBook,
    *,
    fallen: bool = False,
) -> list[dict[str, Any]]:
    """Messages with a notice for one recipient: one per address, or one for the door."""
    household_id, person_id = recipient["household_id"], recipient["person_id"]
    addresses: Iterable[str | None]
    if channel == Channel.PAPER:
        addresses = [None] if household_id else []
    else:
        addresses = book.addresses(household_id, person_id, channel, *meant(notice, recipient))
    at = uow.now if notice.urgent else sending_time(uow.policy(NoticesPolicy), uow.now)
    return [
        {
            "id": uow.new_id(),
            "community_id": notice.community_id,
            "origin": recipient["id"],
            "key": f"{recipient['id']}:{channel}:{number}",
            "fallen": fallen,
            "purpose": Purpose.NOTICE,
            "channel": channel,
            "household_id": household_id,
            "person_id": person_id,
            "side": side_of(recipient["target"]),
            "address": address,
            "notice_id": notice.id,
            "edition": notice.edition,
            "recipient_id": recipient["id"],
            "title_zh": "",
            "title_en": "",
            "text_zh": "",
            "text_en": "",
            "status": MessageStatus.WAITING,
            "attempts": 0,
            "due_at": None if channel == Channel.PAPER else at,
            "urgent": notice.urgent,
            "subject_kind": SubjectKind.NOTICE,
            "subject_id": notice.id,
            "created_at": uow.now,
        }
        for number, address in enumerate(addresses)
    ]


def meant(notice: Notice, recipient: Mapping[str, Any]) -> tuple[str | None, datetime | None]:
    """Which side of a household is written to, and since when they must have been there; of a
    household as a whole, whoever is there now."""
    side = side_of(recipient["target"])
    return side, notice.published_at if side else None


def book_of(uow: UnitOfWork, recipients: Sequence[Mapping[str, Any]]) -> AddressBook:
    """The addresses of some recipients."""
    return AddressBook(
        uow,
        (one["household_id"] for one in recipients if one["household_id"]),
        (one["person_id"] for one in recipients if one["person_id"]),
    )


def mark_delivered(uow: UnitOfWork, recipient_id: str, channel: str) -> None:
    """Note that a channel has brought a notice to a recipient."""
    recipient = uow.load(Recipient, recipient_id)
    recipient.delivered_at = recipient.delivered_at or uow.now
    if recipient.delivered_by in (None, Channel.PORTAL):
        recipient.delivered_by = channel


def stop(uow: UnitOfWork, notice: Notice) -> None:
    """Cancel what has not left yet of the text in force, and its deadline."""
    uow.deadlines.cancel("reach", notice.id)
    uow.session.execute(
        update(Message)
        .where(Message.notice_id == notice.id, Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.CANCELLED, due_at=None)
    )

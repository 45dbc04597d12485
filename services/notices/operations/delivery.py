"""Bringing a notice to its recipients, channel after channel (N03, N04)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from contracts.notices.codes import Channel, MessageStatus, NoticeStatus, Purpose
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.notices import outlet
from services.notices.domain.policy import NoticesPolicy
from services.notices.domain.reach import Reached, is_reached, next_channel
from services.notices.operations.addresses import AddressBook
from services.notices.operations.standing import load
from services.notices.tables import Message, Notice, Recipient

UNDER_WAY = frozenset({MessageStatus.WAITING, MessageStatus.SENDING})


def deliver(work: UnitOfWork, notice: Notice, recipients: Sequence[Mapping[str, Any]]) -> None:
    """Send a notice by all its channels, and set the time by which it should have got there."""
    wanted = [one for one in notice.channels if one != Channel.PORTAL and one in outlet.available()]
    if wanted:
        book = book_of(work, recipients)
        rows = [
            row
            for recipient in recipients
            for channel in wanted
            for row in copies(work, notice, recipient, channel, book)
        ]
        insert_messages(work, rows)
    if recipients:
        due = work.now + timedelta(hours=work.policy(NoticesPolicy).reach_hours)
        work.deadlines.set("reach", notice.id, due, f"{notice.edition}.1")


def follow_up(work: UnitOfWork, deadline: Deadline) -> None:
    """Send to those not reached by the deadline on their next channel, in the end at the door."""
    notice = load(work, deadline.subject_id)
    edition, round_ = (int(part) for part in deadline.step.split("."))
    if notice.status != NoticeStatus.PUBLISHED or notice.edition != edition:
        return
    recipients = unreached(work, notice)
    busy = {row.recipient_id for row in messages_of(work, notice) if row.status in UNDER_WAY}
    rows = carry_on(work, notice, [one for one in recipients if one["id"] not in busy])
    if busy or any(row["channel"] != Channel.PAPER for row in rows):
        due = work.now + timedelta(hours=work.policy(NoticesPolicy).reach_hours)
        work.deadlines.set("reach", notice.id, due, f"{edition}.{round_ + 1}")


def carry_on(
    work: UnitOfWork, notice: Notice, recipients: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Make the next copy for each recipient, by the first channel not tried yet."""
    tried: dict[str, set[str]] = {}
    for message in messages_of(work, notice):
        tried.setdefault(message.recipient_id, set()).add(message.channel)
    ladder = [one for one in work.policy(NoticesPolicy).fall_through if one in outlet.available()]
    book = book_of(work, recipients)
    rows: list[dict[str, Any]] = []
    for one in recipients:
        household_id, person_id = one["household_id"], one["person_id"]
        channel = next_channel(
            ladder,
            tried.get(one["id"], ()),
            book.reachable(household_id, person_id, ladder),
            door=household_id is not None,
        )
        if channel:
            rows += copies(work, notice, one, channel, book, fallen=True)
    insert_messages(work, rows)
    return rows


def unreached(work: UnitOfWork, notice: Notice) -> list[dict[str, Any]]:
    """Recipients of the text in force who have not been reached (N04)."""
    table = Recipient.__table__
    rows = work.session.execute(
        select(table)
        .where(table.c.notice_id == notice.id, table.c.edition == notice.edition)
        .order_by(table.c.id)
    ).mappings()
    return [
        dict(row)
        for row in rows
        if not is_reached(
            Reached(row["delivered_by"], row["read_at"], row["acknowledged_at"]),
            must_acknowledge=notice.must_acknowledge,
        )
    ]


def messages_of(work: UnitOfWork, notice: Notice) -> list[Any]:
    """Recipient, channel and status of all copies of the text in force."""
    return list(
        work.session.execute(
            select(Message.recipient_id, Message.channel, Message.status).where(
                Message.notice_id == notice.id, Message.edition == notice.edition
            )
        )
    )


def copies(
    work: UnitOfWork,
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
        addresses = book.addresses(household_id, person_id, channel)
    return [
        {
            "id": work.new_id(),
            "origin": recipient["id"],
            "key": f"{recipient['id']}:{channel}:{at}",
            "fallen": fallen,
            "purpose": Purpose.NOTICE,
            "channel": channel,
            "household_id": household_id,
            "person_id": person_id,
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
            "due_at": None if channel == Channel.PAPER else work.now,
            "created_at": work.now,
        }
        for at, address in enumerate(addresses)
    ]


def insert_messages(work: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    """Insert messages at once; their ids keep the order."""
    if rows:
        for row, id_ in zip(rows, sorted(row["id"] for row in rows), strict=True):
            row["id"] = id_
        work.session.flush()
        work.session.execute(insert(Message), rows)
        work.trail.note("messages", rows[0]["origin"], purpose=rows[0]["purpose"], count=len(rows))


def book_of(work: UnitOfWork, recipients: Sequence[Mapping[str, Any]]) -> AddressBook:
    """The addresses of some recipients."""
    return AddressBook(
        work,
        (one["household_id"] for one in recipients if one["household_id"]),
        (one["person_id"] for one in recipients if one["person_id"]),
    )


def mark_delivered(work: UnitOfWork, recipient_id: str, channel: str) -> None:
    """Note that a channel has brought a notice to a recipient."""
    recipient = work.load(Recipient, recipient_id)
    recipient.delivered_at = recipient.delivered_at or work.now
    if recipient.delivered_by in (None, Channel.PORTAL):
        recipient.delivered_by = channel


def stop(work: UnitOfWork, notice: Notice) -> None:
    """Cancel what has not left yet of the text in force, and its deadline."""
    work.deadlines.cancel("reach", notice.id)
    work.session.execute(
        update(Message)
        .where(Message.notice_id == notice.id, Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.CANCELLED, due_at=None)
    )

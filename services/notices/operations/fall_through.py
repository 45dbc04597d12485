"""From a channel that gave up to the next one (N04)."""

from sqlalchemy import select

from contracts.notices.codes import Channel, MessageStatus, NoticeStatus, Purpose
from foundation.storage.unit_of_work import UnitOfWork
from services.notices import outlet
from services.notices.domain.policy import NoticesPolicy
from services.notices.domain.reach import next_channel
from services.notices.domain.templates import Wording
from services.notices.operations.addresses import AddressBook
from services.notices.operations.composing import letters
from services.notices.operations.delivery import carry_on, insert_messages, unreached
from services.notices.tables import Message, Notice

HOPEFUL = frozenset({MessageStatus.WAITING, MessageStatus.SENDING, MessageStatus.SENT})


def after(work: UnitOfWork, message: Message) -> None:
    """Make the next copy of an undeliverable message, unless another one got or may get there."""
    siblings = work.session.execute(
        select(Message.channel, Message.status).where(Message.origin == message.origin)
    ).all()
    if any(one.status in HOPEFUL and one.channel != Channel.PORTAL for one in siblings):
        return
    if message.notice_id:
        carry_notice_on(work, message)
    else:
        carry_letter_on(work, message, {one.channel for one in siblings})


def carry_notice_on(work: UnitOfWork, message: Message) -> None:
    """Send a notice that is still in force by the next channel."""
    notice = work.session.get_one(Notice, message.notice_id)
    if notice.status == NoticeStatus.PUBLISHED and notice.edition == message.edition:
        waiting = [one for one in unreached(work, notice) if one["id"] == message.recipient_id]
        carry_on(work, notice, waiting)


def carry_letter_on(work: UnitOfWork, message: Message, tried: set[str]) -> None:
    """Send any other message by the next channel."""
    household_id, person_id = message.household_id, message.person_id
    ladder = [one for one in work.policy(NoticesPolicy).fall_through if one in outlet.available()]
    book = AddressBook(
        work,
        [household_id] if household_id else [],
        [person_id] if person_id else [],
        owners_only=True,
    )
    channel = next_channel(
        ladder,
        tried,
        book.reachable(household_id, person_id, ladder),
        door=household_id is not None,
    )
    if channel is None:
        return
    cause = message.origin.split(":", 1)[0]
    wording = Wording(message.title_zh, message.title_en, message.text_zh, message.text_en)
    purpose = Purpose(message.purpose)
    rows = letters(
        work, cause, purpose, wording, household_id, person_id, channel, book, fallen=True
    )
    insert_messages(work, rows)

"""From a channel that gave up to the next one (N04)."""

from sqlalchemy import select

from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus, SubjectKind
from contracts.notices.templates import Purpose
from contracts.notices.workflow import NoticeStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.channels.operations import outlet
from services.notices.contacts.queries.addresses import AddressBook
from services.notices.contacts.queries.portal import Readers
from services.notices.contacts.rules import target
from services.notices.delivery.operations import carry_on
from services.notices.messages.operations import Letter, insert_messages, pushed
from services.notices.messages.rules import Subject
from services.notices.messages.tables import Message
from services.notices.policy import NoticesPolicy
from services.notices.reach.queries import unreached
from services.notices.reach.rules import next_channel
from services.notices.templates.rules import Wording
from services.notices.workflow.tables import Notice

HOPEFUL = frozenset({MessageStatus.WAITING, MessageStatus.SENDING, MessageStatus.SENT})


def after(uow: UnitOfWork, message: Message) -> None:
    """Make the next copy of an undeliverable message, unless another one got or may get there."""
    siblings = uow.session.execute(
        select(Message.channel, Message.status).where(Message.origin == message.origin)
    ).all()
    if any(one.status in HOPEFUL and one.channel != Channel.PORTAL for one in siblings):
        return
    if message.notice_id:
        carry_notice_on(uow, message)
    else:
        carry_letter_on(uow, message, {one.channel for one in siblings})


def carry_notice_on(uow: UnitOfWork, message: Message) -> None:
    """Send a notice that is still in force by the next channel."""
    notice = uow.session.get_one(Notice, message.notice_id)
    if notice.status == NoticeStatus.PUBLISHED and notice.edition == message.edition:
        waiting = [one for one in unreached(uow, notice) if one["id"] == message.recipient_id]
        carry_on(uow, notice, waiting)


def carry_letter_on(uow: UnitOfWork, message: Message, tried: set[str]) -> None:
    """Send any other message by the next channel; on paper where nobody can see it (B02)."""
    if message.settled_at is not None:
        return
    household_id, person_id = message.household_id, message.person_id
    homes, people = [household_id or ""][: bool(household_id)], [person_id or ""][: bool(person_id)]
    purpose, policy = Purpose(message.purpose), uow.policy(NoticesPolicy)
    ladder = [one for one in policy.fall_through if one in outlet.available(uow)]
    book = AddressBook(uow, homes, people, owners_only=True)
    seen = Channel.PORTAL in tried and Readers(uow, homes, people).can_read(
        household_id, person_id, purpose, message.side
    )
    channel = next_channel(
        ladder,
        tried,
        book.reachable(household_id, person_id, ladder, message.side, message.about_since),
        door=household_id is not None and not seen and purpose in policy.message_paper,
    )
    if channel is None:
        return
    insert_messages(
        uow,
        pushed(uow, letter_of(message), household_id, person_id, channel, book, fallen=True),
    )


def letter_of(message: Message) -> Letter:
    """What a message says, to be said by another channel."""
    wording = Wording(message.title_zh, message.title_en, message.text_zh, message.text_en)
    cause = message.origin.removesuffix(f":{target(message.household_id, message.person_id)}")
    about = None
    if message.subject_kind and message.subject_id:
        about = Subject(SubjectKind(message.subject_kind), message.subject_id)
    return Letter(cause, Purpose(message.purpose), wording, message.facts, about)

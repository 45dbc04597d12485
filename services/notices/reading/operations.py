"""Reading and acknowledging a notice, for one's household or oneself (N04)."""

from typing import Any

from sqlalchemy import select, update

from contracts.notices.messages import MessageStatus
from contracts.notices.reading import NotAddressed, NothingToAcknowledge
from contracts.notices.request_types import OneNoticeRequest
from contracts.notices.workflow import READABLE, NoticeAction
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.queries import addressed_to
from services.notices.audience.tables import Recipient
from services.notices.messages.tables import Message
from services.notices.notices.queries import view
from services.notices.workflow.operations import require_permitted
from services.notices.workflow.tables import Notice


def read(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """Note that the text in force was read; the first reading counts.

    Raise `NotFound` to a resident whom it is not for, `NotAddressed` to staff.
    """
    notice, mine = addressed(uow, data["notice_id"])
    require_permitted(notice, NoticeAction.READ)
    for recipient in mine:
        note_read(uow, recipient)
    if not notice.must_acknowledge:
        call_off(uow, mine)
    return view(uow, notice)


def acknowledge(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """Note that a notice was acknowledged; who acknowledges has read it.

    Raise `NothingToAcknowledge` where it is not asked for.
    """
    notice, mine = addressed(uow, data["notice_id"])
    require_permitted(notice, NoticeAction.ACKNOWLEDGE)
    if not notice.must_acknowledge:
        raise NothingToAcknowledge
    for recipient in mine:
        note_read(uow, recipient)
        if recipient.acknowledged_at is None:
            recipient.acknowledged_at = uow.now
            recipient.acknowledged_by_id = uow.actor.id
    call_off(uow, mine)
    return view(uow, notice)


def addressed(uow: UnitOfWork, notice_id: str) -> tuple[Notice, list[Recipient]]:
    """A notice and the caller's rows among the recipients of its text in force.

    The notice is not locked: a whole community may read it at the same time.
    """
    notice = uow.session.get(Notice, notice_id)
    if notice is None:
        raise NotFound
    uow.enter(notice.community_id)
    uow.subject("notice", notice.id)
    caller = addressed_to(uow)
    mine = uow.session.scalars(
        select(Recipient)
        .join(Notice, Notice.id == Recipient.notice_id)
        .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
        .where(caller.condition)
        .order_by(Recipient.id)
        .with_for_update(of=Recipient),
        caller.values,
    ).all()
    if not uow.as_staff() and (not mine or notice.status not in READABLE):
        raise NotFound
    if not mine:
        raise NotAddressed
    return notice, list(mine)


def note_read(uow: UnitOfWork, recipient: Recipient) -> None:
    """The first reading of a household counts."""
    if recipient.read_at is None:
        recipient.read_at = uow.now
        recipient.read_by_id = uow.actor.id


def call_off(uow: UnitOfWork, recipients: list[Recipient]) -> None:
    """Cancel the copies that were only made because nobody had been reached."""
    uow.session.execute(
        update(Message)
        .where(Message.recipient_id.in_([one.id for one in recipients]))
        .where(Message.fallen, Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.CANCELLED, due_at=None)
    )

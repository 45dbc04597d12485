"""Reading and acknowledging a notice, for one's household or oneself (N04)."""

from typing import Any

from sqlalchemy import select, update

from contracts.notices.codes import MessageStatus
from foundation.errors import NotFound
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain.workflow import READABLE, Action
from services.notices.errors import NotAddressed, NothingToAcknowledge
from services.notices.operations.standing import require_permitted
from services.notices.queries.notices import targets_of, view
from services.notices.tables import Message, Notice, Recipient


def read(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Note that the text in force was read; the first reading counts.

    Raise `NotFound` to a resident whom it is not for, `NotAddressed` to staff.
    """
    notice, mine = addressed(work, data["notice_id"])
    require_permitted(notice, Action.READ)
    for recipient in mine:
        note_read(work, recipient)
    if not notice.must_acknowledge:
        call_off(work, mine)
    return view(work, notice)


def acknowledge(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Note that a notice was acknowledged; who acknowledges has read it.

    Raise `NothingToAcknowledge` where it is not asked for.
    """
    notice, mine = addressed(work, data["notice_id"])
    require_permitted(notice, Action.ACKNOWLEDGE)
    if not notice.must_acknowledge:
        raise NothingToAcknowledge
    for recipient in mine:
        note_read(work, recipient)
        if recipient.acknowledged_at is None:
            recipient.acknowledged_at = work.now
            recipient.acknowledged_by_id = work.actor.id
    call_off(work, mine)
    return view(work, notice)


def addressed(work: UnitOfWork, notice_id: str) -> tuple[Notice, list[Recipient]]:
    """A notice and the caller's rows among the recipients of its text in force.

    The notice is not locked: a whole community may read it at the same time.
    """
    notice = work.session.get(Notice, notice_id)
    if notice is None:
        raise NotFound
    work.subject("notice", notice.id)
    mine = work.session.scalars(
        select(Recipient)
        .where(Recipient.notice_id == notice.id, Recipient.edition == notice.edition)
        .where(Recipient.target.in_(targets_of(work.actor)))
        .order_by(Recipient.id)
        .with_for_update()
    ).all()
    if not work.actor.is_staff and (not mine or notice.status not in READABLE):
        raise NotFound
    if not mine:
        raise NotAddressed
    return notice, list(mine)


def note_read(work: UnitOfWork, recipient: Recipient) -> None:
    """The first reading of a household counts."""
    if recipient.read_at is None:
        recipient.read_at = work.now
        recipient.read_by_id = work.actor.id


def call_off(work: UnitOfWork, recipients: list[Recipient]) -> None:
    """Cancel the copies that were only made because nobody had been reached."""
    work.session.execute(
        update(Message)
        .where(Message.recipient_id.in_([one.id for one in recipients]))
        .where(Message.fallen, Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.CANCELLED, due_at=None)
    )

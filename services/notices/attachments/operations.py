"""Attaching photos and papers to a notice while it is a draft, and taking them away (N01, P09).

What is attached is read with the text: whoever approves the text agrees to it as well, and whoever
attached something does not approve.
"""

from typing import Any

from contracts.notices import methods
from contracts.notices.request_types import AddNoticeAttachmentRequest, OneNoticeAttachmentRequest
from contracts.notices.workflow import NoticeAction
from foundation.actor import Actor
from foundation.files import keeping
from foundation.files.keeping import attached, keep
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.attachments.tables import Attachment
from services.notices.policy import NoticesPolicy
from services.notices.workflow.operations import add_writer, load, require_pending, require_writer
from services.notices.workflow.tables import Notice


def changeable(uow: UnitOfWork, notice_id: str, action: NoticeAction) -> Notice:
    """A draft that the caller may change; raise `NotTheAuthor` or `NoticeWrongState`."""
    notice = load(uow, notice_id)
    require_writer(uow, notice)
    require_pending(notice, action)
    return notice


def take_up(uow: UnitOfWork, data: AddNoticeAttachmentRequest) -> Notice:
    """The draft, which takes another file; raise as `changeable`, or `TooManyFiles`."""
    notice = changeable(uow, data["notice_id"], NoticeAction.ADD_ATTACHMENT)
    limit = uow.policy(NoticesPolicy).file_limit
    keeping.require_room(uow, Attachment, Attachment.notice_id == notice.id, limit)
    return notice


def enter(
    uow: UnitOfWork, notice: Notice, _data: AddNoticeAttachmentRequest, file: dict[str, Any]
) -> Attachment:
    """An attachment of the notice."""
    note_change(uow, notice)
    return Attachment(notice_id=notice.id, **file)


def note_change(uow: UnitOfWork, notice: Notice) -> None:
    """Remember that the caller had a hand in the draft."""
    add_writer(uow, notice.editions[-1])
    notice.version += 1


def largest(uow: UnitOfWork) -> int:
    """Megabytes of a file."""
    return uow.policy(NoticesPolicy).file_max_mb


def add_attachment(store: Store, actor: Actor, data: AddNoticeAttachmentRequest) -> Attachment:
    """Attach a photo or a paper to a notice that is a draft."""
    return keep(store, actor, methods.ADD_ATTACHMENT, data, take_up, enter, largest, papers=True)


def remove_attachment(uow: UnitOfWork, data: OneNoticeAttachmentRequest) -> None:
    """Take an attachment away from a notice that is a draft; the file goes with it."""
    notice = changeable(uow, data["notice_id"], NoticeAction.REMOVE_ATTACHMENT)
    file = attached(uow, Attachment, data["attachment_id"], notice_id=notice.id)
    note_change(uow, notice)
    keeping.drop(uow, file.id)
    uow.session.delete(file)

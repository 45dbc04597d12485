"""Attachments of a notice, for whoever may read the notice (N03, P09)."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from contracts.notices import methods
from contracts.notices.request_types import OneNoticeAttachmentRequest
from foundation.actor import Actor
from foundation.files.keeping import attached, show
from foundation.storage.store import Store
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.attachments.tables import Attachment
from services.notices.audience.queries import seen
from services.notices.workflow.tables import Notice

OF_NOTICE: Final = (
    select(Attachment.__table__)
    .where(Attachment.notice_id == bindparam("id"))
    .order_by(Attachment.id)
)

NUMBERS: Final = (
    select(Attachment.notice_id, func.count().label("number"))
    .where(Attachment.notice_id.in_(bindparam("ids", expanding=True)))
    .group_by(Attachment.notice_id)
)


def attachments_of(uow: UnitOfWork, notice: Notice) -> Sequence[Any]:
    """The attachments of a notice, oldest first."""
    return uow.rows(OF_NOTICE, id=notice.id)


def counts(uow: UnitOfWork, notice_ids: Iterable[str]) -> dict[str, int]:
    """How many attachments notices have, by their ids; of one that has none, nothing."""
    return {row.notice_id: row.number for row in uow.rows(NUMBERS, ids=list(set(notice_ids)))}


def attachment_of(uow: UnitOfWork, data: OneNoticeAttachmentRequest) -> Attachment:
    """An attachment of a notice that the caller may read."""
    notice = seen(uow, data["notice_id"])
    return attached(uow, Attachment, data["attachment_id"], notice_id=notice.id)


def get_attachment(store: Store, actor: Actor, data: OneNoticeAttachmentRequest) -> dict[str, Any]:
    """One attachment with its content; raise `FileLost`."""
    return show(store, actor, methods.GET_ATTACHMENT, data, attachment_of)

"""Correcting a published notice: a new version beside the old one (N01)."""

from typing import Any

from contracts.notices.request_types import CorrectNoticeRequest
from contracts.notices.workflow import EditionStatus, NoticeAction
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.drafting.operations import unapprove
from services.notices.notices.queries import view
from services.notices.publishing.operations import put_in_force
from services.notices.workflow.operations import (
    add_writer,
    load,
    require_fit_text,
    require_permitted,
)
from services.notices.workflow.rules import needs_approval
from services.notices.workflow.tables import Edition, Notice


def correct(uow: UnitOfWork, data: CorrectNoticeRequest) -> dict[str, Any]:
    """Write the next version of a published text; raise `ForbiddenPhrase` for unfit ones (C08).

    It replaces the old one at once, or, where the kind needs approval, once that is given and
    it is published. Until then a further correction replaces this one.
    """
    notice = load(uow, data["notice_id"])
    require_permitted(notice, NoticeAction.CORRECT)
    title = data["title"] or notice.shown.title
    require_fit_text(uow, title, data["body"])
    correction = notice.pending or begin(uow, notice)
    add_writer(uow, correction)
    unapprove(correction)
    correction.title = title
    correction.body = data["body"]
    correction.status = EditionStatus.SUBMITTED
    if not needs_approval(notice.kind):
        put_in_force(uow, notice, correction)
    notice.version += 1
    return view(uow, notice)


def begin(uow: UnitOfWork, notice: Notice) -> Edition:
    """The next version, by the caller."""
    correction = Edition(
        edition=notice.edition + 1,
        author_id=uow.actor.id,
        author_name=uow.actor.name,
        writer_ids=[],
    )
    notice.editions.append(correction)
    return correction

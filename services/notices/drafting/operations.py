"""Writing a notice: draft, edit, submit (N01)."""

from collections.abc import Mapping
from typing import Any, Final

from contracts.notices.request_types import DraftNoticeRequest, EditNoticeRequest, OneNoticeRequest
from contracts.notices.templates import Purpose
from contracts.notices.workflow import EditionStatus, NoticeAction, NoticeStatus
from foundation import replica
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.notices.queries import view
from services.notices.notifications.operations.count import settle
from services.notices.workflow.operations import (
    add_writer,
    load,
    require_fit_text,
    require_pending,
    require_writer,
)
from services.notices.workflow.rules import UNPUBLISHED
from services.notices.workflow.tables import Edition, Notice

OF_THE_NOTICE: Final = (
    "audience",
    "channels",
    "publish_at",
    "expires_at",
    "must_acknowledge",
    "urgent",
)
OF_THE_TEXT: Final = ("title", "body")


def draft(uow: UnitOfWork, data: DraftNoticeRequest) -> dict[str, Any]:
    """Begin a notice; raise `InvalidInput` for buildings or households that do not exist."""
    require_known(uow, data["audience"])
    author = {"author_id": uow.actor.id, "author_name": uow.actor.name}
    notice = Notice(
        id=uow.new_id(),
        number=uow.number("GG"),
        kind=data["kind"],
        status=NoticeStatus.DRAFT,
        edition=0,
        created_at=uow.now,
        version=1,
        **{name: data[name] for name in OF_THE_NOTICE},
        **author,
    )
    notice.editions = [
        Edition(
            edition=1,
            status=EditionStatus.DRAFT,
            title=data["title"],
            body=data["body"],
            writer_ids=[uow.actor.id],
            written_at=uow.now,
            **author,
        )
    ]
    uow.session.add(notice)
    uow.subject("notice", notice.id)
    uow.session.flush()
    return view(uow, notice)


def edit(uow: UnitOfWork, data: EditNoticeRequest) -> dict[str, Any]:
    """Change a notice that is not published yet; it is a draft again, and loses its approval."""
    notice = load(uow, data["notice_id"])
    require_writer(uow, notice)
    uow.check_version(notice)
    pending = require_pending(notice, NoticeAction.EDIT)
    if "audience" in data:
        require_known(uow, data["audience"])
    for name in OF_THE_NOTICE:
        if name in data:
            setattr(notice, name, data[name])
    for part in OF_THE_TEXT:
        if part in data:
            setattr(pending, part, data[part])
    if notice.publish_at and notice.expires_at and notice.publish_at >= notice.expires_at:
        raise InvalidInput("Must be after publish_at.", field="expires_at")
    add_writer(uow, pending)
    unapprove(pending)
    uow.deadlines.cancel("publish", notice.id)
    notice.status = NoticeStatus.DRAFT
    notice.version += 1
    return view(uow, notice)


def submit(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """Say that a draft is ready; raise `ForbiddenPhrase` for unfit texts (C08)."""
    notice = load(uow, data["notice_id"])
    require_writer(uow, notice)
    pending = require_pending(notice, NoticeAction.SUBMIT)
    require_fit_text(uow, pending.title, pending.body)
    pending.status = EditionStatus.SUBMITTED
    if notice.status in UNPUBLISHED:
        notice.status = NoticeStatus.SUBMITTED
    notice.version += 1
    zh, en = "已重新提交", "It was submitted again"
    settle(uow, notice.id, [Purpose.NOTICE_SENT_BACK], uow.now, zh, en)
    return view(uow, notice)


def require_known(uow: UnitOfWork, audience: Mapping[str, Any]) -> None:
    """Raise `InvalidInput` for buildings and households that the directory does not know."""
    if not audience["buildings"] and not audience["household_ids"]:
        return
    households = replica.households(uow)
    unknown = {
        "buildings": set(audience["buildings"]) - {one.building for one in households},
        "household_ids": set(audience["household_ids"]) - {one.household_id for one in households},
    }
    wrong = {
        name: [f"Unknown: {', '.join(sorted(missing))}"]
        for name, missing in unknown.items()
        if missing
    }
    if wrong:
        raise InvalidInput(errors={"audience": wrong})


def unapprove(edition: Edition) -> None:
    """Take an approval back: it was given to another text."""
    edition.status = EditionStatus.DRAFT
    edition.approved_by_id = None
    edition.approved_by_name = None
    edition.approved_at = None

"""Writing a notice: draft, edit, submit (N01)."""

from collections.abc import Mapping
from typing import Any

from contracts.notices.codes import EditionStatus, NoticeAction, NoticeStatus, Purpose
from contracts.notices.refusals import NotTheAuthor
from contracts.roles import MANAGERS
from foundation import replica
from foundation.errors import InvalidInput
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.notices.queries import view
from services.notices.notifications.operations.count import settle
from services.notices.workflow.operations import (
    load,
    require_fit_text,
    require_pending,
)
from services.notices.workflow.rules import UNPUBLISHED
from services.notices.workflow.tables import Edition, Notice

OF_THE_NOTICE = ("audience", "channels", "publish_at", "expires_at", "must_acknowledge", "urgent")
OF_THE_TEXT = ("title", "body")


def draft(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Begin a notice; raise `InvalidInput` for buildings or households that do not exist."""
    require_known(work, data["audience"])
    author = {"author_id": work.actor.id, "author_name": work.actor.name}
    notice = Notice(
        id=work.new_id(),
        number=work.number("GG"),
        kind=data["kind"],
        status=NoticeStatus.DRAFT,
        edition=0,
        created_at=work.now,
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
            writer_ids=[work.actor.id],
            written_at=work.now,
            **author,
        )
    ]
    work.session.add(notice)
    work.subject("notice", notice.id)
    work.session.flush()
    return view(work, notice)


def edit(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Change a notice that is not published yet; it is a draft again, and loses its approval."""
    notice = load(work, data["notice_id"])
    require_writer(work, notice)
    work.check_version(notice)
    pending = require_pending(notice, NoticeAction.EDIT)
    if "audience" in data:
        require_known(work, data["audience"])
    for name in OF_THE_NOTICE:
        if name in data:
            setattr(notice, name, data[name])
    for name in OF_THE_TEXT:
        if name in data:
            setattr(pending, name, data[name])
    if notice.publish_at and notice.expires_at and notice.publish_at >= notice.expires_at:
        raise InvalidInput("Must be after publish_at.", field="expires_at")
    add_writer(work, pending)
    unapprove(pending)
    work.deadlines.cancel("publish", notice.id)
    notice.status = NoticeStatus.DRAFT
    notice.version += 1
    return view(work, notice)


def submit(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Say that a draft is ready; raise `ForbiddenPhrase` for unfit texts (C08)."""
    notice = load(work, data["notice_id"])
    require_writer(work, notice)
    pending = require_pending(notice, NoticeAction.SUBMIT)
    require_fit_text(pending.title, pending.body)
    pending.status = EditionStatus.SUBMITTED
    if notice.status in UNPUBLISHED:
        notice.status = NoticeStatus.SUBMITTED
    notice.version += 1
    zh, en = "已重新提交", "It was submitted again"
    settle(work, notice.id, [Purpose.NOTICE_SENT_BACK], work.now, zh, en)
    return view(work, notice)


def require_writer(work: UnitOfWork, notice: Notice) -> None:
    """Raise `NotTheAuthor` unless the caller wrote it or is a manager."""
    if notice.author_id != work.actor.id and not work.actor.has(*MANAGERS):
        raise NotTheAuthor


def require_known(work: UnitOfWork, audience: Mapping[str, Any]) -> None:
    """Raise `InvalidInput` for buildings and households that the directory does not know."""
    if not audience["buildings"] and not audience["household_ids"]:
        return
    households = replica.households(work)
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


def add_writer(work: UnitOfWork, edition: Edition) -> None:
    """Remember who had a hand in a text."""
    if work.actor.id not in edition.writer_ids:
        edition.writer_ids = [*edition.writer_ids, work.actor.id]
    edition.written_at = work.now


def unapprove(edition: Edition) -> None:
    """Take an approval back: it was given to another text."""
    edition.status = EditionStatus.DRAFT
    edition.approved_by_id = None
    edition.approved_by_name = None
    edition.approved_at = None

"""Publishing a notice, at once or at its time; withdrawing it; letting it expire (N01)."""

from typing import Any

from contracts.notices.codes import EditionStatus, NoticeAction, NoticeStatus
from contracts.notices.events import NoticePublished
from contracts.notices.refusals import AlreadyExpired, ApprovalMissing, AudienceEmpty
from foundation.deadlines import Deadline
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.audience.operations import recipients
from services.notices.delivery import operations as delivery
from services.notices.notices.queries import view
from services.notices.workflow.operations import (
    load,
    require_fit_text,
    require_pending,
    require_permitted,
    standing_of,
)
from services.notices.workflow.rules import lacks_approval
from services.notices.workflow.tables import Edition, Notice


def publish(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Publish what is ready, or have it published at its time.

    Raise `ApprovalMissing`, `ForbiddenPhrase`, `AlreadyExpired`, `AudienceEmpty`.
    """
    notice = load(work, data["notice_id"])
    pending = require_pending(notice, NoticeAction.PUBLISH)
    if lacks_approval(standing_of(notice)):
        raise ApprovalMissing
    require_fit_text(pending.title, pending.body)
    if notice.expires_at and notice.expires_at <= work.now:
        raise AlreadyExpired(field="expires_at")
    if notice.edition == 0 and notice.publish_at and notice.publish_at > work.now:
        notice.status = NoticeStatus.SCHEDULED
        work.deadlines.set("publish", notice.id, notice.publish_at)
    elif put_in_force(work, notice, pending) == 0:
        raise AudienceEmpty(field="audience")
    notice.version += 1
    return view(work, notice)


def publish_scheduled(work: UnitOfWork, deadline: Deadline) -> None:
    """Publish at the time set, unless it was taken back or is over by now."""
    notice = load(work, deadline.subject_id)
    pending = notice.pending
    if notice.status != NoticeStatus.SCHEDULED or pending is None:
        return
    if notice.expires_at and notice.expires_at <= work.now:
        notice.status = NoticeStatus.EXPIRED
    else:
        put_in_force(work, notice, pending)
    notice.version += 1


def put_in_force(work: UnitOfWork, notice: Notice, edition: Edition) -> int:
    """Make a version the text in force and deliver it; tell to how many."""
    first = notice.edition == 0
    if first:
        rows = recipients.resolve(work, notice)
        notice.published_at = work.now
    else:
        notice.shown.status = EditionStatus.SUPERSEDED
        delivery.stop(work, notice)
        rows = recipients.same_again(work, notice, edition.edition)
    notice.status = NoticeStatus.PUBLISHED
    notice.edition = edition.edition
    edition.status = EditionStatus.PUBLISHED
    edition.published_at = work.now
    work.session.flush()
    delivery.deliver(work, notice, rows)
    if first and notice.expires_at:
        work.deadlines.set("expire", notice.id, notice.expires_at)
    told = {
        "notice_id": notice.id,
        "number": notice.number,
        "kind": notice.kind,
        "title": edition.title,
    }
    work.emit(NoticePublished, notice.id, told)
    return len(rows)


def withdraw(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Take a notice back, with a reason; what has not left yet does not leave."""
    notice = load(work, data["notice_id"])
    require_permitted(notice, NoticeAction.WITHDRAW)
    notice.status = NoticeStatus.WITHDRAWN
    notice.withdrawn_at = work.now
    notice.withdrawal_reason = data["reason"]
    notice.version += 1
    work.deadlines.cancel("publish", notice.id)
    work.deadlines.cancel("expire", notice.id)
    delivery.stop(work, notice)
    return view(work, notice)


def expire(work: UnitOfWork, deadline: Deadline) -> None:
    """End a notice whose time is over."""
    notice = load(work, deadline.subject_id)
    if notice.status != NoticeStatus.PUBLISHED:
        return
    notice.status = NoticeStatus.EXPIRED
    notice.version += 1
    delivery.stop(work, notice)

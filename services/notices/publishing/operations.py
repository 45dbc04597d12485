"""Publishing a notice, at once or at its time; withdrawing it; letting it expire (N01)."""

from typing import Any

from contracts.notices.events import NoticePublished
from contracts.notices.publishing import AlreadyExpired, ApprovalMissing, AudienceEmpty
from contracts.notices.request_types import OneNoticeRequest, WithdrawNoticeRequest
from contracts.notices.workflow import EditionStatus, NoticeAction, NoticeStatus
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


def publish(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """Publish what is ready, or have it published at its time.

    Raise `ApprovalMissing`, `ForbiddenPhrase`, `AlreadyExpired`, `AudienceEmpty`.
    """
    notice = load(uow, data["notice_id"])
    pending = require_pending(notice, NoticeAction.PUBLISH)
    if lacks_approval(standing_of(notice)):
        raise ApprovalMissing
    require_fit_text(uow, pending.title, pending.body)
    if notice.expires_at and notice.expires_at <= uow.now:
        raise AlreadyExpired(field="expires_at")
    if notice.edition == 0 and notice.publish_at and notice.publish_at > uow.now:
        notice.status = NoticeStatus.SCHEDULED
        uow.deadlines.set("publish", notice.id, notice.publish_at)
    elif put_in_force(uow, notice, pending) == 0:
        raise AudienceEmpty(field="audience")
    notice.version += 1
    return view(uow, notice)


def publish_scheduled(uow: UnitOfWork, deadline: Deadline) -> None:
    """Publish at the time set, unless it was taken back or is over by now."""
    notice = load(uow, deadline.subject_id)
    pending = notice.pending
    if notice.status != NoticeStatus.SCHEDULED or pending is None:
        return
    if notice.expires_at and notice.expires_at <= uow.now:
        notice.status = NoticeStatus.EXPIRED
    else:
        put_in_force(uow, notice, pending)
    notice.version += 1


def put_in_force(uow: UnitOfWork, notice: Notice, edition: Edition) -> int:
    """Make a version the text in force and deliver it; return to how many."""
    first = notice.edition == 0
    if first:
        rows = recipients.resolve(uow, notice)
        notice.published_at = uow.now
    else:
        notice.shown.status = EditionStatus.SUPERSEDED
        delivery.stop(uow, notice)
        rows = recipients.same_again(uow, notice, edition.edition)
    notice.status = NoticeStatus.PUBLISHED
    notice.edition = edition.edition
    edition.status = EditionStatus.PUBLISHED
    edition.published_at = uow.now
    uow.session.flush()
    delivery.deliver(uow, notice, rows)
    if first and notice.expires_at:
        uow.deadlines.set("expire", notice.id, notice.expires_at)
    payload = {
        "notice_id": notice.id,
        "number": notice.number,
        "kind": notice.kind,
        "title": edition.title,
    }
    uow.emit(NoticePublished, notice.id, payload)
    return len(rows)


def withdraw(uow: UnitOfWork, data: WithdrawNoticeRequest) -> dict[str, Any]:
    """Take a notice back, with a reason; what has not left yet does not leave."""
    notice = load(uow, data["notice_id"])
    require_permitted(notice, NoticeAction.WITHDRAW)
    notice.status = NoticeStatus.WITHDRAWN
    notice.withdrawn_at = uow.now
    notice.withdrawal_reason = data["reason"]
    notice.version += 1
    uow.deadlines.cancel("publish", notice.id)
    uow.deadlines.cancel("expire", notice.id)
    delivery.stop(uow, notice)
    return view(uow, notice)


def expire(uow: UnitOfWork, deadline: Deadline) -> None:
    """End a notice whose time is over."""
    notice = load(uow, deadline.subject_id)
    if notice.status != NoticeStatus.PUBLISHED:
        return
    notice.status = NoticeStatus.EXPIRED
    notice.version += 1
    delivery.stop(uow, notice)

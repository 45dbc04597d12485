"""Approving a notice, or sending it back: by a manager who did not write it (N01)."""

from typing import Any

from contracts.notices.approval import AuthorCannotApprove
from contracts.notices.messages import SubjectKind
from contracts.notices.request_types import OneNoticeRequest, SendBackNoticeRequest
from contracts.notices.templates import Purpose
from contracts.notices.workflow import EditionStatus, NoticeAction, NoticeStatus
from foundation.second_person import may_decide
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.messages.rules import Subject
from services.notices.notices.queries import view
from services.notices.notifications.operations.compose import notify
from services.notices.workflow.operations import load, require_pending
from services.notices.workflow.rules import UNPUBLISHED
from services.notices.workflow.tables import Edition, Notice


def approve(uow: UnitOfWork, data: OneNoticeRequest) -> dict[str, Any]:
    """Agree to the text as it stands; raise `AuthorCannotApprove` to all who wrote at it."""
    notice = load(uow, data["notice_id"])
    pending = require_judge(uow, notice, NoticeAction.APPROVE)
    pending.status = EditionStatus.APPROVED
    pending.approved_by_id = uow.actor.id
    pending.approved_by_name = uow.actor.name
    pending.approved_at = uow.now
    if notice.status in UNPUBLISHED:
        notice.status = NoticeStatus.APPROVED
    notice.version += 1
    return view(uow, notice)


def send_back(uow: UnitOfWork, data: SendBackNoticeRequest) -> dict[str, Any]:
    """Do not agree, and say why: the text is a draft again, to be changed and submitted anew.

    All who wrote at it are notified; to them it raises `AuthorCannotApprove`.
    """
    notice = load(uow, data["notice_id"])
    pending = require_judge(uow, notice, NoticeAction.SEND_BACK)
    pending.status = EditionStatus.DRAFT
    pending.sent_back_by_name = uow.actor.name
    pending.sent_back_at = uow.now
    pending.sent_back_remark = data["remark"]
    if notice.status in UNPUBLISHED:
        notice.status = NoticeStatus.DRAFT
    notice.version += 1
    facts = {
        "number": notice.number,
        "title": pending.title,
        "by": uow.actor.name,
        "remark": data["remark"],
    }
    about = Subject(SubjectKind.NOTICE, notice.id)
    purpose = Purpose.NOTICE_SENT_BACK
    notify(uow, uow.new_id(), purpose, facts, about=about, people=pending.writer_ids)
    return view(uow, notice)


def require_judge(uow: UnitOfWork, notice: Notice, action: NoticeAction) -> Edition:
    """The version that waits for a judgement; raise `AuthorCannotApprove`, `NoticeWrongState`."""
    pending = require_pending(notice, action)
    if not may_decide(uow.actor, *pending.writer_ids):
        raise AuthorCannotApprove
    return pending

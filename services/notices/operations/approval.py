"""Approving a notice: by a manager who did not write it (N01)."""

from typing import Any

from contracts.notices.codes import EditionStatus, NoticeStatus
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.domain.workflow import UNPUBLISHED, Action
from services.notices.errors import AuthorCannotApprove
from services.notices.operations.standing import load, require_pending
from services.notices.queries.notices import view


def approve(work: UnitOfWork, data: dict[str, Any]) -> dict[str, Any]:
    """Agree to the text as it stands; raise `AuthorCannotApprove` to all who wrote at it."""
    notice = load(work, data["notice_id"])
    pending = require_pending(notice, Action.APPROVE)
    if work.actor.id in pending.writer_ids:
        raise AuthorCannotApprove
    pending.status = EditionStatus.APPROVED
    pending.approved_by_id = work.actor.id
    pending.approved_by_name = work.actor.name
    pending.approved_at = work.now
    if notice.status in UNPUBLISHED:
        notice.status = NoticeStatus.APPROVED
    notice.version += 1
    return view(work, notice)

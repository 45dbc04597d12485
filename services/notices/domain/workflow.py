"""The way of a notice from draft to published and beyond (N01)."""

from dataclasses import dataclass
from enum import StrEnum

from contracts.notices.codes import EditionStatus, NoticeKind, NoticeStatus

NEEDS_APPROVAL = frozenset({NoticeKind.MAJOR, NoticeKind.DISCLOSURE, NoticeKind.PENALTY})
"""Kinds that a manager who did not write them approves before they are published."""

UNPUBLISHED = frozenset({NoticeStatus.DRAFT, NoticeStatus.SUBMITTED, NoticeStatus.APPROVED})
OVER = frozenset({NoticeStatus.WITHDRAWN, NoticeStatus.EXPIRED})
READABLE = frozenset({NoticeStatus.PUBLISHED, NoticeStatus.EXPIRED})
"""What those whom it is addressed to may see."""


class Action(StrEnum):
    """What can be done with a notice."""

    EDIT = "edit"
    """修改: change what is not published yet; it is a draft again."""
    SUBMIT = "submit"
    """提交."""
    APPROVE = "approve"
    """审批."""
    SEND_BACK = "send_back"
    """退回: what is submitted becomes a draft again, with a remark."""
    PUBLISH = "publish"
    """发布."""
    WITHDRAW = "withdraw"
    """撤回."""
    CORRECT = "correct"
    """更正: a new version of a published text."""
    READ = "read"
    """阅读."""
    ACKNOWLEDGE = "acknowledge"
    """确认."""
    ADD_PHOTO = "add_photo"
    """张贴照片."""


JUDGING = frozenset({Action.APPROVE, Action.SEND_BACK})
"""What is done by somebody who had no hand in the text."""


@dataclass(frozen=True)
class Standing:
    """Where a notice and its version in the making stand."""

    kind: NoticeKind
    status: NoticeStatus
    pending: EditionStatus | None
    """Of the version that is not published yet; None if there is none."""


def needs_approval(kind: str) -> bool:
    """Whether a notice of this kind must be approved (N01)."""
    return kind in NEEDS_APPROVAL


def permits(standing: Standing, action: Action) -> bool:
    """Whether the state of a notice allows an action, whoever asks."""
    status, pending = standing.status, standing.pending
    live = status in UNPUBLISHED or status is NoticeStatus.PUBLISHED
    match action:
        case Action.EDIT:
            return status in UNPUBLISHED or status is NoticeStatus.SCHEDULED
        case Action.SUBMIT:
            return live and pending is EditionStatus.DRAFT
        case Action.APPROVE | Action.SEND_BACK:
            return live and pending is EditionStatus.SUBMITTED
        case Action.PUBLISH:
            return live and pending is not None
        case Action.WITHDRAW:
            return status not in OVER
        case Action.CORRECT | Action.ACKNOWLEDGE | Action.ADD_PHOTO:
            return status is NoticeStatus.PUBLISHED
        case Action.READ:
            return status in READABLE


def lacks_approval(standing: Standing) -> bool:
    """Whether publication has to wait for an approval."""
    return needs_approval(standing.kind) and standing.pending is not EditionStatus.APPROVED

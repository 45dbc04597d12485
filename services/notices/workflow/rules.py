"""The way of a notice from draft to published and beyond (N01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contracts.notices.notices import NoticeKind
from contracts.notices.workflow import READABLE, EditionStatus, NoticeAction, NoticeStatus

NEEDS_APPROVAL = frozenset({NoticeKind.MAJOR, NoticeKind.DISCLOSURE, NoticeKind.PENALTY})
"""Kinds that a manager who did not write them approves before they are published."""

UNPUBLISHED = frozenset({NoticeStatus.DRAFT, NoticeStatus.SUBMITTED, NoticeStatus.APPROVED})
OVER = frozenset({NoticeStatus.WITHDRAWN, NoticeStatus.EXPIRED})

JUDGING = frozenset({NoticeAction.APPROVE, NoticeAction.SEND_BACK})
"""What is done by somebody who had no hand in the text."""


@dataclass(frozen=True)
class Standing:
    """Where a notice and its version in the making stand."""

    kind: NoticeKind
    status: NoticeStatus
    pending: EditionStatus | None
    """Of the version that is not published yet; None if there is none."""


def in_the_making(editions: Sequence[Any]) -> Any:
    """Of a notice's versions, first to last, the one that is not published yet; None if there is
    none."""
    last = editions[-1]
    published = (EditionStatus.PUBLISHED, EditionStatus.SUPERSEDED)
    return None if last.status in published else last


def shown_of(editions: Sequence[Any], edition: int) -> Any:
    """Of a notice's versions the one in force, whose number is `edition`; the first one while none
    is (0)."""
    return editions[max(edition, 1) - 1]


def needs_approval(kind: str) -> bool:
    """Whether a notice of this kind must be approved (N01)."""
    return kind in NEEDS_APPROVAL


def permits(standing: Standing, action: NoticeAction) -> bool:
    """Whether the state of a notice allows an action, whoever asks."""
    status, pending = standing.status, standing.pending
    live = status in UNPUBLISHED or status is NoticeStatus.PUBLISHED
    match action:
        case NoticeAction.EDIT:
            return status in UNPUBLISHED or status is NoticeStatus.SCHEDULED
        case NoticeAction.ADD_ATTACHMENT | NoticeAction.REMOVE_ATTACHMENT:
            return status is NoticeStatus.DRAFT
        case NoticeAction.SUBMIT:
            return live and pending is EditionStatus.DRAFT
        case NoticeAction.APPROVE | NoticeAction.SEND_BACK:
            return live and pending is EditionStatus.SUBMITTED
        case NoticeAction.PUBLISH:
            return live and pending is not None
        case NoticeAction.WITHDRAW:
            return status not in OVER
        case NoticeAction.CORRECT | NoticeAction.ACKNOWLEDGE | NoticeAction.ADD_PHOTO:
            return status is NoticeStatus.PUBLISHED
        case NoticeAction.READ:
            return status in READABLE


def lacks_approval(standing: Standing) -> bool:
    """Whether publication has to wait for an approval."""
    return needs_approval(standing.kind) and standing.pending is not EditionStatus.APPROVED

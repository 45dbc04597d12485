"""Workflow (公告流程): a notice, its versions, and what its state allows."""

from contracts.base import Payload
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.fields import Id
from foundation.errors import ServiceError


class NoticeStatus(Code):
    """Where a notice stands."""

    DRAFT = "draft", "草稿", "Draft"
    """Being written, or sent back (退回) with a remark; seen by staff only."""
    SUBMITTED = "submitted", "待审批", "Waiting for approval", WAITING
    """The author is done."""
    APPROVED = "approved", "已审批", "Approved", ACTIVE
    """A manager who did not write it agrees to this very text."""
    SCHEDULED = "scheduled", "待发布", "Scheduled", ACTIVE
    """Will be published by itself at its time."""
    PUBLISHED = "published", "已发布", "Published", GOOD
    """In force, seen by those whom it is addressed to."""
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn", BAD
    """Taken back, with a reason."""
    EXPIRED = "expired", "已过期", "Expired"
    """Its time is over; still readable."""

    @property
    def is_withdrawn(self) -> bool:
        """It was taken back."""
        return self is NoticeStatus.WITHDRAWN

    @property
    def is_expired(self) -> bool:
        """Its time is over."""
        return self is NoticeStatus.EXPIRED

    @property
    def is_published(self) -> bool:
        """It is in force."""
        return self is NoticeStatus.PUBLISHED


READABLE = frozenset({NoticeStatus.PUBLISHED, NoticeStatus.EXPIRED})
"""What those whom it is addressed to may see."""


class EditionStatus(Code):
    """Where one version of a notice's text stands."""

    DRAFT = "draft", "草稿", "Draft"
    """May be changed; of a correction, that it was sent back (退回)."""
    SUBMITTED = "submitted", "待审批", "Waiting for approval", WAITING
    """Waits for approval, or for publication where none is needed."""
    APPROVED = "approved", "已审批", "Approved", ACTIVE
    """May be published as it is."""
    PUBLISHED = "published", "现行", "In force", GOOD
    """The text in force."""
    SUPERSEDED = "superseded", "已更正", "Corrected since"
    """Replaced by a correction; stays readable."""


class NoticeAction(Code):
    """What can be done with a notice (N01)."""

    EDIT = "edit", "修改", "change"
    SUBMIT = "submit", "提交", "submit"
    APPROVE = "approve", "审批", "approve"
    SEND_BACK = "send_back", "退回", "send back"
    PUBLISH = "publish", "发布", "publish"
    WITHDRAW = "withdraw", "撤回", "take back"
    CORRECT = "correct", "更正", "correct"
    READ = "read", "阅读", "read"
    ACKNOWLEDGE = "acknowledge", "确认", "confirm"
    ADD_PHOTO = "add_photo", "上传张贴照片", "file a photo"
    ADD_ATTACHMENT = "add_attachment", "添加附件", "attach a file"
    REMOVE_ATTACHMENT = "remove_attachment", "移除附件", "take a file away"


class NoticeWrongState(ServiceError):
    """The present state of the notice ({status}) does not allow this action ({action})."""

    code, status = "notice_wrong_state", 409
    zh = "公告当前状态（{status}）不允许此操作（{action}）。"


class OneNotice(Payload):
    """A notice."""

    notice_id = Id(required=True)

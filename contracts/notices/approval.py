"""Approval (审批): by a manager who did not write the notice."""

from contracts.fields import Text
from contracts.notices.workflow import OneNotice
from foundation.errors import ServiceError


class AuthorCannotApprove(ServiceError):
    """Whoever wrote a notice cannot approve it or send it back."""

    code, status = "author_cannot_approve", 403
    zh = "审批或退回须由撰写人以外的人办理。"


class SendBackNotice(OneNotice):
    """A text that is not agreed to as it stands (N01)."""

    remark = Text(required=True, max=500)
    """What is to be changed; for those who write at it."""

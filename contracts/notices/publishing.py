"""Publishing (发布): at once or at its time; withdrawing, expiring."""

from contracts.fields import Text
from contracts.notices.workflow import OneNotice
from foundation.errors import ServiceError


class ApprovalMissing(ServiceError):
    """Notices of this kind need the approval of a deputy manager or director first."""

    code, status = "approval_missing", 409
    zh = "此类公告须经分管副总经理或项目经理审批后才能发布。"


class AlreadyExpired(ServiceError):
    """The notice would have expired already; change its expiry first."""

    code, status = "already_expired", 409
    zh = "公告的有效期已过，请先修改有效期。"


class AudienceEmpty(ServiceError):
    """At present the audience of the notice has nobody in it."""

    code, status = "audience_empty", 409
    zh = "目前没有符合该范围的住户或人员。"


class WithdrawNotice(OneNotice):
    """A notice to be taken back."""

    reason = Text(required=True, max=500)

"""What notices refuses; the docstring is the English wording, `{name}` a parameter."""

from foundation.errors import ServiceError


class NoticeWrongState(ServiceError):
    """The present state of the notice ({status}) does not allow this action ({action})."""

    code, status = "notice_wrong_state", 409
    zh = "公告当前状态（{status}）不允许此操作（{action}）。"


class ApprovalMissing(ServiceError):
    """Notices of this kind need the approval of a deputy manager or director first."""

    code, status = "approval_missing", 409
    zh = "此类公告须经分管副总经理或项目经理审批后才能发布。"


class AuthorCannotApprove(ServiceError):
    """Whoever wrote a notice cannot approve it or send it back."""

    code, status = "author_cannot_approve", 403
    zh = "审批或退回须由撰写人以外的人办理。"


class NotTheAuthor(ServiceError):
    """Only its author or a manager changes or submits a notice."""

    code, status = "not_the_author", 403
    zh = "只有撰写人或主管可以修改、提交这份公告。"


class AlreadyExpired(ServiceError):
    """The notice would have expired already; change its expiry first."""

    code, status = "already_expired", 409
    zh = "公告的有效期已过，请先修改有效期。"


class AudienceEmpty(ServiceError):
    """At present the audience of the notice has nobody in it."""

    code, status = "audience_empty", 409
    zh = "目前没有符合该范围的住户或人员。"


class NotAddressed(ServiceError):
    """This notice is not addressed to you."""

    code, status = "not_addressed", 403
    zh = "这份公告不是发给您的。"


class NothingToAcknowledge(ServiceError):
    """This notice does not ask for an acknowledgement."""

    code, status = "nothing_to_acknowledge", 409
    zh = "这份公告不需要确认。"


class BuildingNotAddressed(ServiceError):
    """This notice is not for {building}."""

    code, status = "building_not_addressed", 422
    zh = "这份公告不在 {building} 张贴。"


class AlreadyHandedOver(ServiceError):
    """This copy was handed over already, or is no longer needed."""

    code, status = "already_handed_over", 409
    zh = "该纸质件已登记送达或不再需要送达。"

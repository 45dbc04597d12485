"""What repairs refuses; the docstring is the English wording, `{name}` a parameter."""

from foundation.errors import ServiceError


class UnknownEngineer(ServiceError):
    """There is no active engineer of this id."""

    code, status = "unknown_engineer", 422
    zh = "没有这位在岗的维修工。"


class NobodyToDispatch(ServiceError):
    """There is no engineer left to suggest."""

    code, status = "nobody_to_dispatch", 409
    zh = "没有可派的维修工，请人工指定。"


class AlreadyDispatched(ServiceError):
    """It was dispatched to {engineer} already; say so if it is to be replaced."""

    code, status = "already_dispatched", 409
    zh = "已由其他人派给{engineer}；如要改派请注明。"


class NotYourOrder(ServiceError):
    """This work order is not yours."""

    code, status = "not_your_order", 403
    zh = "这张派工单不是派给您的。"


class LoweringNeedsReason(ServiceError):
    """Lowering the priority needs a reason."""

    code, status = "lowering_needs_reason", 422
    zh = "降低优先级须说明理由。"


class NobodyToCharge(ServiceError):
    """Repairs of public places are not charged."""

    code, status = "nobody_to_charge", 409
    zh = "公共部位维修不向住户收费。"


class AlreadyCharged(ServiceError):
    """This repair was charged already; its rework is free, new work is a new request."""

    code, status = "already_charged", 409
    zh = "该报修已计费，返修不再收费；新的项目请另行报修。"


class QuoteSumWrong(ServiceError):
    """The lines add up to {sum} yuan, not to the amount of the quote."""

    code, status = "quote_sum_wrong", 422
    zh = "明细合计（{sum}元）与报价金额不符。"


class QuoteDecided(ServiceError):
    """There is no quote waiting for an answer."""

    code, status = "quote_decided", 409
    zh = "没有等待确认的报价。"


class SignatureMissing(ServiceError):
    """Answering a quote for a resident needs a note of the signature."""

    code, status = "signature_missing", 422
    zh = "代住户确认报价须记录签字情况。"


class QuoteNotAccepted(ServiceError):
    """Chargeable work needs a quote that the resident has accepted."""

    code, status = "quote_not_accepted", 409
    zh = "收费项目未经住户同意，不能完工。"


class TooLateToCancel(ServiceError):
    """The engineer has set out; ask the front desk to cancel."""

    code, status = "too_late_to_cancel", 409
    zh = "维修工已出发，请联系前台取消。"


class AlreadyReturned(ServiceError):
    """This equipment has been returned already."""

    code, status = "already_returned", 409
    zh = "该物品已归还登记。"


class TooManyPhotos(ServiceError):
    """A repair has at most {limit} photos."""

    code, status = "too_many_photos", 409
    zh = "每张报修单最多 {limit} 张照片。"


class FollowUpByEngineer(ServiceError):
    """The follow-up is made by somebody other than the engineer."""

    code, status = "follow_up_by_engineer", 403
    zh = "回访须由维修工以外的人进行。"

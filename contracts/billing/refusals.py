"""What billing refuses; the docstring is the English wording, `{name}` a parameter."""

from foundation.errors import ServiceError


class FeeItemExists(ServiceError):
    """{name} has a price from {effective_from} on already."""

    code, status = "fee_item_exists", 409
    zh = "{name} 自 {effective_from} 起已有价格。"


class FeeBasisDiffers(ServiceError):
    """{name} is charged by {basis}; a new price cannot change that."""

    code, status = "fee_basis_differs", 409
    zh = "{name} 的计费方式是 {basis}，改价时不能更换。"


class UnknownFeeItem(ServiceError):
    """There is no such fee item {name} for this type of unit."""

    code, status = "unknown_fee_item", 422
    zh = "该户型没有名为 {name} 的此类收费项目。"


class AssignmentOverlaps(ServiceError):
    """The household has {name} in that time already."""

    code, status = "assignment_overlaps", 409
    zh = "该户在此期间已有 {name}。"


class ReadingNotRising(ServiceError):
    """The reading {value} of {read_on} must be of a later day than the last one and not below
    it: {last}."""

    code, status = "reading_not_rising", 422
    zh = "{read_on} 的读数 {value} 不成立：须晚于上次抄表日，且不小于上次读数 {last}。"


class ReadingOutlier(ServiceError):
    """Use of {consumption} up to {read_on} is far more than usual (about {usual}). Look at it
    again, and confirm it if it is right."""

    code, status = "reading_outlier", 422
    zh = "{read_on} 的用量 {consumption} 远高于平时（约 {usual}）。请核对读数，无误再确认提交。"


class ReadingOutOfOrder(ServiceError):
    """The day {read_on} must lie between the readings before and after it ({after} and
    {before})."""

    code, status = "reading_out_of_order", 422
    zh = "读数日期 {read_on} 须在前后两次抄表（{after} 与 {before}）之间。"


class ReadingReversed(ServiceError):
    """The reading has been reversed already."""

    code, status = "reading_reversed", 409
    zh = "该读数已被冲销。"


class NothingCorrected(ServiceError):
    """The reading says that already."""

    code, status = "nothing_corrected", 422
    zh = "与原读数相同，无需更正。"


class MeterNotRead(ServiceError):
    """{name} has not been read yet: enter what the old meter shows first."""

    code, status = "meter_not_read", 409
    zh = "{name} 还没有抄表记录，无法登记换表；请先录入旧表读数。"


class DueDatePast(ServiceError):
    """The due date is in the past."""

    code, status = "due_date_past", 422
    zh = "缴费截止日不能早于今天。"


class NoFeesInForce(ServiceError):
    """No fee item is in force in {period}."""

    code, status = "no_fees_in_force", 409
    zh = "{period} 没有生效的收费项目。"


class NothingToShareBy(ServiceError):
    """{name} cannot be shared: there is no area of that unit type."""

    code, status = "nothing_to_share_by", 409
    zh = "{name} 无法分摊：该户型没有可计面积。"


class PreviewOutdated(ServiceError):
    """What was previewed has changed: now {billed} households would be billed {amount} yuan.
    Please preview and confirm again."""

    code, status = "preview_outdated", 409
    zh = "预览之后数据有变化：现在将为 {billed} 户出账，合计 {amount} 元。请重新预览并确认。"


class FigureFrozen(ServiceError):
    """The due date {due_date} is past and its collection figure frozen; it cannot be cancelled
    any more. Make it good on a later bill."""

    code, status = "figure_frozen", 409
    zh = "缴费截止日 {due_date} 已过，收缴数据已固定，不能再取消。请在下期账单中退补差额。"


class AlreadyCancelled(ServiceError):
    """It has been cancelled already."""

    code, status = "already_cancelled", 409
    zh = "已经取消。"


class CancelAlreadyRequested(ServiceError):
    """A request to cancel it waits for approval already."""

    code, status = "cancel_already_requested", 409
    zh = "已有待审批的取消申请。"


class CancelRequestDecided(ServiceError):
    """This request has been decided already."""

    code, status = "cancel_request_decided", 409
    zh = "该取消申请已经处理。"


class UnknownHousehold(ServiceError):
    """There is no such household."""

    code, status = "unknown_household", 422
    zh = "没有这一户。"


class UnknownBill(ServiceError):
    """There is no bill {bill_id}."""

    code, status = "unknown_bill", 422
    zh = "没有编号为 {bill_id} 的账单。"


class BillOfAnotherHousehold(ServiceError):
    """Bill {number} is that of another household."""

    code, status = "bill_of_another_household", 422
    zh = "账单 {number} 属于另一户。"


class MethodNotOnline(ServiceError):
    """Residents pay for themselves by WeChat or Alipay only."""

    code, status = "method_not_online", 403
    zh = "住户自助缴费只能使用微信或支付宝。"


class OnlinePaymentNotConfigured(ServiceError):
    """Online payment is not available here; nothing was paid. {how}"""

    code, status = "online_payment_not_configured", 409
    zh = "线上缴费尚未开通，本次没有缴费成功。{how}"


class AlreadyVoided(ServiceError):
    """Receipt {number} has been voided already."""

    code, status = "already_voided", 409
    zh = "收据 {number} 已经作废。"


class VoidAlreadyRequested(ServiceError):
    """A void of receipt {number} has been asked for already and waits for approval."""

    code, status = "void_already_requested", 409
    zh = "收据 {number} 已有待审批的作废申请。"


class VoidRequestDecided(ServiceError):
    """This request has been decided already."""

    code, status = "void_request_decided", 409
    zh = "该作废申请已经处理。"


class CreditAlreadyRefunded(ServiceError):
    """Credit that this receipt gave has been paid out; it cannot be voided."""

    code, status = "credit_already_refunded", 409
    zh = "该收据形成的预存款已退还，不能作废。"


class CreditTooSmall(ServiceError):
    """There is only {credit} yuan of credit."""

    code, status = "credit_too_small", 409
    zh = "预存余额只有 {credit} 元。"


class RefundDecided(ServiceError):
    """This refund has been decided already."""

    code, status = "refund_decided", 409
    zh = "该退款已经处理。"


class NothingToWaive(ServiceError):
    """There are only {owed} yuan of late charge to waive."""

    code, status = "nothing_to_waive", 409
    zh = "可减免的违约金只有 {owed} 元。"


class VisitClosed(ServiceError):
    """This visit is done or cancelled."""

    code, status = "visit_closed", 409
    zh = "该上门任务已经结束。"


class VisitTakenOff(ServiceError):
    """The household has paid or its dunning rests: the visit is off the list, and no outcome is
    recorded."""

    code, status = "visit_taken_off", 409
    zh = "该户已缴清或催缴已暂停，此次上门已取消，无需登记结果。"


class NotASteward(ServiceError):
    """A visit can be given to a steward who is at work only."""

    code, status = "not_a_steward", 422
    zh = "上门任务只能分派给在岗的楼栋管家。"


class NotYourVisit(ServiceError):
    """This visit is not assigned to you."""

    code, status = "not_your_visit", 403
    zh = "该上门任务不是分派给您的。"


class VisitNotYet(ServiceError):
    """Nobody was in last time: go on another day, from {visit_from}, before you record that
    again."""

    code, status = "visit_not_yet", 409
    zh = "上次无人应门，请另选一天再去：{visit_from} 起登记“无人应门”。"


class PromiseOutOfRange(ServiceError):
    """A promise is for a day within the next {days} days."""

    code, status = "promise_out_of_range", 422
    zh = "承诺日期须在今天之后 {days} 天之内。"


class NothingOwed(ServiceError):
    """The household owes nothing."""

    code, status = "nothing_owed", 409
    zh = "该户目前没有欠费。"


class PlanCoversTooLittle(ServiceError):
    """The instalments must sum up to all {owed} yuan owed, or to the {overdue} yuan overdue."""

    code, status = "plan_covers_too_little", 422
    zh = "分期合计须等于全部待缴金额 {owed} 元，或其中已逾期的 {overdue} 元。"


class InternalPaper(ServiceError):
    """This paper is internal and is delivered to nobody of the household."""

    code, status = "internal_paper", 409
    zh = "该材料仅供内部及受托律师使用，不得送达住户。"


class NotBilled(ServiceError):
    """Nothing has been billed for {period}."""

    code, status = "not_billed", 404
    zh = "{period} 还没有账单。"


class NotFrozenYet(ServiceError):
    """The figure of this period is frozen on {freezes_on}."""

    code, status = "not_frozen_yet", 409
    zh = "该期收缴数据将于 {freezes_on} 固定。"


class MoreThanOwed(ServiceError):
    """That is {over} yuan more than you owe; tenants pay their own bills only."""

    code, status = "more_than_owed", 422
    zh = "比应缴的多 {over} 元；租户只缴自己名下的账单。"

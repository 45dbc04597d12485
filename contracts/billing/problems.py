"""Refusals of billing in both languages."""

from contracts.problem import Problem

PROBLEMS = {
    # fees
    "fee_item_exists": Problem(
        409,
        zh="{name} 自 {effective_from} 起已有价格。",
        en="{name} has a price from {effective_from} on already.",
    ),
    "fee_basis_differs": Problem(
        409,
        zh="{name} 的计费方式是 {basis}，改价时不能更换。",
        en="{name} is charged by {basis}; a new price cannot change that.",
    ),
    "unknown_fee_item": Problem(
        422,
        zh="该户型没有名为 {name} 的此类收费项目。",
        en="There is no such fee item {name} for this type of unit.",
    ),
    "assignment_overlaps": Problem(
        409,
        zh="该户在此期间已有 {name}。",
        en="The household has {name} in that time already.",
    ),
    "reading_not_rising": Problem(
        422,
        zh="{read_on} 的读数 {value} 小于或早于上次读数 {last}。",
        en="The reading {value} of {read_on} is below or before the last one, {last}.",
    ),
    # bill runs
    "due_date_past": Problem(422, zh="缴费截止日不能早于今天。", en="The due date is in the past."),
    "no_fees_in_force": Problem(
        409, zh="{period} 没有生效的收费项目。", en="No fee item is in force in {period}."
    ),
    "nothing_to_share_by": Problem(
        409,
        zh="{name} 无法分摊：该户型没有可计面积。",
        en="{name} cannot be shared: there is no area of that unit type.",
    ),
    # payments
    "unknown_household": Problem(422, zh="没有这一户。", en="There is no such household."),
    "unknown_bill": Problem(
        422, zh="没有编号为 {bill_id} 的账单。", en="There is no bill {bill_id}."
    ),
    "bill_of_another_household": Problem(
        422,
        zh="账单 {number} 属于另一户。",
        en="Bill {number} is that of another household.",
    ),
    "method_not_online": Problem(
        403,
        zh="住户自助缴费只能使用微信或支付宝。",
        en="Residents pay for themselves by WeChat or Alipay only.",
    ),
    "already_voided": Problem(
        409, zh="收据 {number} 已经作废。", en="Receipt {number} has been voided already."
    ),
    "second_person_needed": Problem(
        403,
        zh="此操作须由另一人办理。",
        en="This needs a second person.",
    ),
    "void_already_requested": Problem(
        409,
        zh="收据 {number} 已有待审批的作废申请。",
        en="A void of receipt {number} has been asked for already and waits for approval.",
    ),
    "void_request_decided": Problem(
        409, zh="该作废申请已经处理。", en="This request has been decided already."
    ),
    "credit_already_refunded": Problem(
        409,
        zh="该收据形成的预存款已退还，不能作废。",
        en="Credit that this receipt gave has been paid out; it cannot be voided.",
    ),
    "credit_too_small": Problem(
        409, zh="预存余额只有 {credit} 元。", en="There is only {credit} yuan of credit."
    ),
    "refund_decided": Problem(
        409, zh="该退款已经处理。", en="This refund has been decided already."
    ),
    "nothing_to_waive": Problem(
        409,
        zh="可减免的违约金只有 {owed} 元。",
        en="There are only {owed} yuan of late charge to waive.",
    ),
    # dunning
    "visit_closed": Problem(409, zh="该上门任务已经结束。", en="This visit is done or cancelled."),
    "not_your_visit": Problem(
        403, zh="该上门任务不是分派给您的。", en="This visit is not assigned to you."
    ),
    "promise_out_of_range": Problem(
        422,
        zh="承诺日期须在今天之后 {days} 天之内。",
        en="A promise is for a day within the next {days} days.",
    ),
    "nothing_owed": Problem(409, zh="该户目前没有欠费。", en="The household owes nothing."),
    "plan_covers_too_little": Problem(
        422,
        zh="分期合计须等于欠费 {owed} 元。",
        en="The instalments must sum up to the {owed} yuan owed.",
    ),
    # reports
    "not_billed": Problem(
        404, zh="{period} 还没有账单。", en="Nothing has been billed for {period}."
    ),
    "not_frozen_yet": Problem(
        409,
        zh="该期收缴数据将于 {freezes_on} 固定。",
        en="The figure of this period is frozen on {freezes_on}.",
    ),
}

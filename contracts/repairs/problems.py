"""Refusals of repairs in both languages."""

from contracts.problem import Problem

PROBLEMS = {
    "unknown_engineer": Problem(
        422, zh="没有这位在岗的维修工。", en="There is no active engineer of this id."
    ),
    "nobody_to_dispatch": Problem(
        409, zh="没有可派的维修工，请人工指定。", en="There is no engineer left to suggest."
    ),
    "already_dispatched": Problem(
        409,
        zh="已由其他人派给{engineer}；如要改派请注明。",
        en="It was dispatched to {engineer} already; say so if it is to be replaced.",
    ),
    "not_your_order": Problem(
        403, zh="这张派工单不是派给您的。", en="This work order is not yours."
    ),
    "lowering_needs_reason": Problem(
        422, zh="降低优先级须说明理由。", en="Lowering the priority needs a reason."
    ),
    "nobody_to_charge": Problem(
        409, zh="公共部位维修不向住户收费。", en="Repairs of public places are not charged."
    ),
    "already_charged": Problem(
        409,
        zh="该报修已计费，返修不再收费；新的项目请另行报修。",
        en="This repair was charged already; its rework is free, new work is a new request.",
    ),
    "quote_sum_wrong": Problem(
        422,
        zh="明细合计（{sum}元）与报价金额不符。",
        en="The lines add up to {sum} yuan, not to the amount of the quote.",
    ),
    "quote_decided": Problem(
        409, zh="没有等待确认的报价。", en="There is no quote waiting for an answer."
    ),
    "signature_missing": Problem(
        422,
        zh="代住户确认报价须记录签字情况。",
        en="Answering a quote for a resident needs a note of the signature.",
    ),
    "quote_not_accepted": Problem(
        409,
        zh="收费项目未经住户同意，不能完工。",
        en="Chargeable work needs a quote that the resident has accepted.",
    ),
    "too_late_to_cancel": Problem(
        409,
        zh="维修工已出发，请联系前台取消。",
        en="The engineer has set out; ask the front desk to cancel.",
    ),
    "already_returned": Problem(
        409, zh="该物品已归还登记。", en="This equipment has been returned already."
    ),
    "too_many_photos": Problem(
        409,
        zh="每张报修单最多 {limit} 张照片。",
        en="A repair has at most {limit} photos.",
    ),
    "follow_up_by_engineer": Problem(
        403,
        zh="回访须由维修工以外的人进行。",
        en="The follow-up is made by somebody other than the engineer.",
    ),
}

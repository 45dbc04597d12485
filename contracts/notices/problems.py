"""Refusals of notices in both languages."""

from contracts.problem import Problem

PROBLEMS = {
    "notice_wrong_state": Problem(
        409,
        zh="公告当前状态（{status}）不允许此操作（{action}）。",
        en="The present state of the notice ({status}) does not allow this action ({action}).",
    ),
    "approval_missing": Problem(
        409,
        zh="此类公告须经主管副总经理或社区主任审批后才能发布。",
        en="Notices of this kind need the approval of a deputy manager or director first.",
    ),
    "author_cannot_approve": Problem(
        403,
        zh="审批或退回须由撰写人以外的人办理。",
        en="Whoever wrote a notice cannot approve it or send it back.",
    ),
    "not_the_author": Problem(
        403,
        zh="只有撰写人或主管可以修改、提交这份公告。",
        en="Only its author or a manager changes or submits a notice.",
    ),
    "already_expired": Problem(
        409,
        zh="公告的有效期已过，请先修改有效期。",
        en="The notice would have expired already; change its expiry first.",
    ),
    "audience_empty": Problem(
        409,
        zh="目前没有符合该范围的住户或人员。",
        en="At present the audience of the notice has nobody in it.",
    ),
    "not_addressed": Problem(
        403, zh="这份公告不是发给您的。", en="This notice is not addressed to you."
    ),
    "nothing_to_acknowledge": Problem(
        409,
        zh="这份公告不需要确认。",
        en="This notice does not ask for an acknowledgement.",
    ),
    "building_not_addressed": Problem(
        422,
        zh="这份公告不在 {building} 张贴。",
        en="This notice is not for {building}.",
    ),
    "already_handed_over": Problem(
        409,
        zh="该纸质件已登记送达或不再需要送达。",
        en="This copy was handed over already, or is no longer needed.",
    ),
}

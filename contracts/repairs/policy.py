"""What managers can change of repairs, in their words (P05)."""

from marshmallow import fields, validate

from contracts.base import Payload
from contracts.code import Word
from contracts.fields import Sign, Text, code
from contracts.pattern import Pattern
from contracts.policy import (
    CLAIMS_LAST,
    DAYS,
    HOURS,
    LOGS_LAST,
    MEGABYTES,
    MINUTES,
    OF_EVERY_SERVICE,
    Effect,
    PolicyValue,
    PolicyValues,
    Right,
    Subject,
    about,
    kept,
)
from contracts.policy_fields import Entries, TimeOfDay, chosen, texts, whole
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory

CODE = Pattern(r"^[a-z][a-z0-9_]{0,39}$", error="Small letters, digits and _.")


class FirstQuestion(Payload):
    """A question of the desk, and what to advise where its answer points at wrong handling."""

    code = Sign(required=True, validate=CODE)
    question_zh = Text(required=True, max=200)
    question_en = Text(required=True, max=200)
    advice_zh = Text(required=True, max=200)
    advice_en = Text(required=True, max=200)


POLICY: PolicyValues = {
    **about(
        Subject.RESPONSE,
        response_hours=PolicyValue(
            Word("响应时限", "Limit of response"),
            Word("登记后多少小时内须有维修工出发，按紧急程度。",
                 "Until the engineer sets out, by priority."),
            Entries(Priority, whole(1, 10_000)), HOURS, (Effect.REPAIRS_KEEP_CLOCK,),
        ),
        accept_minutes=PolicyValue(
            Word("接单时限", "Limit to accept"),
            Word("派单后多少分钟内须接单，否则转派下一人。",
                 "Until an engineer answers an offer; then the next one is asked."),
            Entries(Priority, whole(1, 10_000)), MINUTES, (Effect.OFFERS_KEEP,),
        ),
        around_the_clock=PolicyValue(
            Word("全天计时的级别", "Counted around the clock"),
            Word("这些级别每分钟都计时，其余只计服务时间。",
                 "Priorities whose clocks count every minute; the others count service hours."),
            chosen(Priority), effects=(Effect.REPAIRS_KEEP_CLOCK, Effect.OFFERS_KEEP),
        ),
        service_opens=PolicyValue(
            Word("维修服务开始时间", "Repairs open"),
            Word("响应和接单时限只计服务时间。", "Limits count service time."),
            TimeOfDay(), effects=(Effect.REPAIRS_KEEP_CLOCK, Effect.OFFERS_KEEP),
        ),
        service_closes=PolicyValue(
            Word("维修服务结束时间", "Repairs close"),
            Word("响应和接单时限只计服务时间。", "Limits count service time."),
            TimeOfDay(), effects=(Effect.REPAIRS_KEEP_CLOCK, Effect.OFFERS_KEEP),
        ),
        engineers_asked=PolicyValue(
            Word("自动派单人数", "Engineers asked"),
            Word("一张派工单依次派给几名维修工，仍无人接单的由前台指派。",
                 "How many an order is offered to before the desk has to assign one."),
            whole(1, 100), Word("人", "people"),
        ),
        skills=PolicyValue(
            Word("类别所需技能", "Skills of a category"),
            Word("除与类别同名的技能外，哪些技能也可承接该类报修。",
                 "Skills that serve a category beside the one named as the category itself."),
            Entries(RepairCategory, texts(), complete=False),
        ),
    ),
    **about(
        Subject.PRIORITY,
        priority_floors=PolicyValue(
            Word("类别最低级别", "Lowest priority of a category"),
            Word("该类报修登记时的最低紧急程度；未选则不限。",
                 "What a category starts with at least, whatever the caller asks for."),
            Entries(RepairCategory, code(Priority), complete=False),
            effects=(Effect.REPAIRS_KEEP_PRIORITY,),
        ),
        emergency_words=PolicyValue(
            Word("险情词", "Words of danger"),
            Word("描述中含有任一词的报修按紧急登记。",
                 "A description with one of them starts as an emergency."),
            texts(), effects=(Effect.REPAIRS_KEEP_PRIORITY,),
        ),
        first_check_questions=PolicyValue(
            Word("报修引导问题", "First questions"),
            Word("派工前前台按类别询问的问题和建议。",
                 "What the desk asks before it issues a work order, by category."),
            Entries(
                RepairCategory,
                fields.List(fields.Nested(FirstQuestion), validate=validate.Length(max=20)),
                complete=False,
            ),
        ),
    ),
    **about(
        Subject.FOLLOW_UP,
        follow_up_from_day=PolicyValue(
            Word("回访开始", "Follow-up from"),
            Word("完工后第几天起回访。", "Calendar days after completion."),
            whole(0, 60), DAYS, (Effect.FOLLOW_UPS_KEEP,),
        ),
        follow_up_by_day=PolicyValue(
            Word("回访截止", "Follow-up by"),
            Word("完工后第几天前完成回访。", "Calendar days after completion."),
            whole(0, 60), DAYS, (Effect.FOLLOW_UPS_KEEP,),
        ),
        unreached_days=PolicyValue(
            Word("联系不上结束回访", "Ended as unreached after"),
            Word("在几个不同日期均联系不上住户，结束回访。",
                 "Attempts on so many different days that reach nobody end the follow-up."),
            whole(1, 60), DAYS,
        ),
    ),
    **about(
        Subject.FILES,
        photo_max_mb=PolicyValue(
            Word("附件大小", "Size of an attachment"),
            Word("一个附件最大。", "What one photo or paper may have."),
            whole(1, 10), MEGABYTES, right=Right.DATA,
        ),
        photo_limit=PolicyValue(
            Word("附件个数", "Number of attachments"),
            Word("一件报修最多多少个附件。", "How many a repair may have."),
            whole(0, 100), Word("个", "files"), right=Right.DATA,
        ),
    ),
    **about(
        Subject.RETENTION,
        keep_looks_days=kept(
            "号码查看记录", "Looks at whole numbers",
            "谁因何查看过完整号码。", "Who looked at whole numbers, and what for.",
            LOGS_LAST,
        ),
        keep_repairs_days=kept(
            "报修内容", "Words of repairs",
            "办结且不再有动静后，报修人、文字和附件保存多久；统计不受影响。",
            "Who asked for it and in which words, and its attachments, after nothing has happened "
            "with it any more; figures stay.",
            CLAIMS_LAST, effects=(Effect.ERASED_TONIGHT,),
        ),
    ),
    **OF_EVERY_SERVICE,
}  # fmt: skip

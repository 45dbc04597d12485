"""What managers can change of complaints, in their words (P05)."""

from contracts.code import Word
from contracts.complaints.deadlines import CountedDays
from contracts.complaints.escalation import Tier
from contracts.fields import Hours, code
from contracts.policy import (
    CLAIMS_LAST,
    DAYS,
    HOURS,
    LOGS_LAST,
    MINUTES,
    OF_EVERY_SERVICE,
    ROWS,
    SERVICE_MINUTES,
    TIMES,
    Effect,
    PolicyValue,
    PolicyValues,
    Right,
    Subject,
    about,
    attachments_of,
    kept,
)
from contracts.policy_fields import Flag, TimeOfDay, numbers_of, texts, whole

LONGEST_DAYS = 366


def limit(zh: str, en: str) -> PolicyValue:
    """Days of a limit."""
    return PolicyValue(
        Word(zh, en),
        Word("受理之日后第几天止；0为当日。", "Days after that of the contact; 0: the same day."),
        whole(0, LONGEST_DAYS), DAYS, (Effect.CASES_KEEP_LIMIT,),
    )  # fmt: skip


def counted(zh: str, en: str) -> PolicyValue:
    """Which days of a limit count."""
    return PolicyValue(
        Word(zh, en),
        Word("按日历日还是工作日计算。", "Whether every day counts, or working days only."),
        code(CountedDays), effects=(Effect.CASES_KEEP_LIMIT,),
    )  # fmt: skip


CLIMBERS = tuple(tier.word for tier in Tier if tier is not Tier.RECEIVER)
"""Who is notified, one after another."""
HOURS_HOLD = (Effect.CASES_KEEP_DUE,)

POLICY: PolicyValues = {
    **about(
        Subject.CASE_LIMITS,
        own_scope_days=limit("自办时限", "Limit within the desk's scope"),
        own_scope_day_kind=counted("自办时限计日", "Days of that limit"),
        transferred_days=limit("转办时限", "Limit with a department"),
        transferred_day_kind=counted("转办时限计日", "Days of that limit"),
        urgent_days=limit("紧急投诉时限", "Limit of urgent cases"),
        urgent_day_kind=counted("紧急投诉计日", "Days of that limit"),
        take_over_minutes=PolicyValue(
            Word("接手时限", "Limit to take over"),
            Word("转办后职能部门须有人接手的时间；超过即提醒首问责任人和客服主管。",
                 "Within which a department takes over what is transferred to it; then the first "
                 "responsible person and the supervisors are told."),
            whole(1), SERVICE_MINUTES,
        ),
        first_answer_hours=PolicyValue(
            Word("首次回复时限", "First answer within"),
            Word("来电、来函、线上和平台留言须在多少小时内有人回复，不论办理时限长短。",
                 "Hours within which a person answers whoever called or wrote, however long the "
                 "case may take."),
            whole(1, 168), HOURS, (Effect.FROM_NOW,),
        ),
        max_pauses=PolicyValue(
            Word("暂停次数", "Pauses"),
            Word("一件投诉最多可暂停计时几次。", "How often the clock of a case may be stopped."),
            whole(0, 100), TIMES,
        ),
        max_pause_minutes=PolicyValue(
            Word("暂停总时长", "Pauses in all"),
            Word("一件投诉各次暂停合计不超过；720为一个服务日。",
                 "What all pauses of a case may take together; 720 is a service day."),
            whole(), SERVICE_MINUTES,
        ),
    ),
    **about(
        Subject.CASE_LADDER,
        overdue_ladder_minutes=PolicyValue(
            Word("超时升级", "Escalation when overdue"),
            Word("超过时限后依次升级到客服主管、分管副总经理、项目经理的时间。",
                 "After the missed deadline: supervisor, deputy manager, director."),
            numbers_of(*CLIMBERS), SERVICE_MINUTES, (Effect.TIERS_KEEP,),
        ),
        major_ladder_minutes=PolicyValue(
            Word("重大投诉升级", "Escalation of major cases"),
            Word("重大投诉自登记起依次升级到客服主管、分管副总经理、项目经理的时间。",
                 "After a major complaint was lodged, whatever its deadline: supervisor, deputy "
                 "manager, director."),
            numbers_of(*CLIMBERS), SERVICE_MINUTES, (Effect.TIERS_KEEP,),
        ),
        acknowledge_minutes=PolicyValue(
            Word("签收时限", "Limit to acknowledge"),
            Word("升级后该级须有人签收的时间。",
                 "Within which a named person of the tier takes note."),
            whole(1), SERVICE_MINUTES, (Effect.ACKNOWLEDGEMENTS_KEEP,),
        ),
    ),
    **about(
        Subject.CASE_VISITS,
        failed_visits_for_repeat=PolicyValue(
            Word("重复投诉认定", "Repeat complaint after"),
            Word("回访未解决达到几次，认定为重复投诉。",
                 "After so many return visits that found it unsolved."),
            whole(1, 20), TIMES,
        ),
        unreached_days=PolicyValue(
            Word("联系不上结案", "Closed as unreached after"),
            Word("在几个不同日期均联系不上住户，可结案。",
                 "Attempts on so many different days close a case as unreached."),
            whole(1, 60), DAYS,
        ),
    ),
    **about(
        Subject.CONCEALMENT,
        concealment_repeat_days=PolicyValue(
            Word("重复报修期限", "Repeated repairs within"),
            Word("完工后几天内同户（同一公共部位）同类再报修，视为重复报修；也是为比对而保留报修"
                 "记录的时间。",
                 "A repair of the same category in the same home or public place within so many "
                 "days after one was completed; as long is remembered what was repaired."),
            whole(1, LONGEST_DAYS), DAYS,
        ),
        concealment_case_days=PolicyValue(
            Word("补登期限", "Days to record a case"),
            Word("重复报修、低分评价、备注有怨言后几天内未登记投诉，列入核查；0为立即。",
                 "After a repeated repair, a poor rating or a grievance in a remark; without a "
                 "case by then it is looked into. 0: at once."),
            whole(0, 60), DAYS,
        ),
        concealment_close_minutes=PolicyValue(
            Word("登记后即结案", "Closed at once within"),
            Word("投诉、举报登记后几分钟内结案的列入核查；0为不核查。",
                 "A complaint or report that is closed within so many minutes after it came is "
                 "looked into; 0: none is."),
            whole(0, 1440), MINUTES,
        ),
        concealment_words=PolicyValue(
            Word("怨言用语", "Words of grievance"),
            Word("报修完工、回访和上门备注中含有任一词而未登记投诉的，列入核查。",
                 "Remarks on repairs, follow-ups and door visits with one of them are looked into "
                 "unless a case is recorded."),
            texts(),
        ),
    ),
    **about(
        Subject.DESK,
        desk_wait_minutes=PolicyValue(
            Word("前台等候", "Wait at the desk"),
            Word("来访者在前台等候超过多少分钟提醒前台和主管。",
                 "Minutes after which the desk and the supervisors are told that somebody waits."),
            whole(1, 240), MINUTES, (Effect.FROM_NOW,),
        ),
        online_wait_minutes=PolicyValue(
            Word("线上等候", "Wait online"),
            Word("线上提交的事项在服务时间内多少分钟无人受理提醒前台和主管。",
                 "Service minutes after which the desk and the supervisors are told that nobody "
                 "has taken up what was written online."),
            whole(1, 1_440), SERVICE_MINUTES, (Effect.FROM_NOW,),
        ),
        desk_opening=PolicyValue(
            Word("服务开始时间", "Desk opens"),
            Word("投诉时限和升级只计服务时间。", "Limits and escalation count service time."),
            TimeOfDay(), effects=HOURS_HOLD,
        ),
        desk_closing=PolicyValue(
            Word("服务结束时间", "Desk closes"),
            Word("投诉时限和升级只计服务时间。", "Limits and escalation count service time."),
            TimeOfDay(), effects=HOURS_HOLD,
        ),
        desk_breaks=PolicyValue(
            Word("中间休息", "Desk rests"),
            Word("营业中间休息的时段，如午休，可写多段；不计服务时间。",
                 "When it rests on the way, as over lunch, once or several times; that is no "
                 "service time."),
            Hours(), effects=HOURS_HOLD,
        ),
        desk_working_days_only=PolicyValue(
            Word("仅工作日服务", "Working days only"),
            Word("开启后周末和节假日不计服务时间；物业前台通常不开启。",
                 "Closed on weekends and holidays; a property desk usually is not."),
            Flag(), effects=HOURS_HOLD,
        ),
    ),
    **about(
        Subject.FILES,
        import_max_rows=PolicyValue(
            Word("平台留言表格行数", "Rows of a platform file"),
            Word("一份表格最多多少行。", "How many one spreadsheet may have."),
            whole(1, 20_000), ROWS, right=Right.DATA,
        ),
        **attachments_of(
            Word("一件投诉最多多少个附件。", "How many a case may have."),
        ),
    ),
    **about(
        Subject.RETENTION,
        keep_looks_days=kept(
            "号码查看记录", "Looks at whole numbers",
            "谁因何查看过完整号码。", "Who looked at whole numbers, and what for.",
            LOGS_LAST,
        ),
        keep_desk_waits_days=kept(
            "前台等候记录", "Waits at the desk",
            "谁在前台等候多久。", "Who waited at the desk, and for how long.",
        ),
        keep_cases_days=kept(
            "投诉内容", "Words of cases",
            "办结且不再有动静后，投诉人、文字内容和附件保存多久；统计不受影响。",
            "Who complained and in which words, and the attachments, after nothing has happened "
            "with it any more; figures stay.",
            CLAIMS_LAST, effects=(Effect.ERASED_TONIGHT,),
        ),
        keep_platform_messages_days=kept(
            "平台留言内容", "Platform messages",
            "留言人和内容保存多久；已登记的编号始终保留。",
            "Who wrote what to the city's platform; that it was taken over stays known.",
            CLAIMS_LAST, effects=(Effect.ERASED_TONIGHT,),
        ),
    ),
    **OF_EVERY_SERVICE,
}  # fmt: skip

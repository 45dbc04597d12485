"""Policy (制度): what managers can change, each value with its words, meaning, unit and kind (P05).

The values of a service stand in `contracts/<service>/policy.py`, their defaults and what they must
not contradict in `services/<service>/policy.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import fields

from contracts.code import Code, Word
from contracts.policy_fields import kept_days, whole
from contracts.roles import ADMINS, APPROVERS, DIRECTORS, Role


class Right(Code):
    """Who may change a value, wherever the role is held (P05)."""

    SERVICE = "service", "服务规则", "Service"
    """How the work is done."""
    MONEY = "money", "收费规则", "Money"
    """What residents owe, how it is booked, and where it is to be paid."""
    DATA = "data", "数据与安全", "Data and security"
    """What is deleted for good, who gets in, and what the machine has to bear."""


MAY_CHANGE: Mapping[Right, frozenset[Role]] = {
    Right.SERVICE: APPROVERS,
    Right.MONEY: DIRECTORS,
    Right.DATA: DIRECTORS | ADMINS,
}
"""The company's values by whom the role is held for the company, a community's own where it is
held there (P01)."""


class PolicyOwner(Code):
    """The service whose work a value is about."""

    DIRECTORY = "directory", "档案与人员", "Archive and people"
    BILLING = "billing", "收费", "Billing"
    REPAIRS = "repairs", "报修", "Repairs"
    COMPLAINTS = "complaints", "投诉", "Complaints"
    NOTICES = "notices", "公告与消息", "Notices and messages"


class Subject(Code):
    """What a value is about: so the values are grouped on the pages."""

    CASE_LIMITS = "case_limits", "投诉办理时限", "Limits of complaints"
    CASE_LADDER = "case_ladder", "投诉升级与签收", "Escalation of complaints"
    CASE_VISITS = "case_visits", "投诉回访", "Return visits"
    CONCEALMENT = "concealment", "隐瞒漏报核查", "Concealed complaints"
    DESK = "desk", "服务时间", "Desk hours"
    FEES = "fees", "账单", "Bills"
    LATE_CHARGE = "late_charge", "违约金", "Late charge"
    DUNNING = "dunning", "催缴", "Dunning"
    DOOR_VISITS = "door_visits", "上门催缴", "Door visits"
    PAPERS = "papers", "函件与单据", "Letters and papers"
    METERS = "meters", "抄表", "Meters"
    RESPONSE = "response", "报修响应与派工", "Response and dispatch"
    PRIORITY = "priority", "报修定级与引导", "Priority and first questions"
    FOLLOW_UP = "follow_up", "报修回访", "Follow-up of repairs"
    REACH = "reach", "公告送达", "Reach of notices"
    MESSAGES = "messages", "消息发送", "Messages"
    SIGNATURE = "signature", "落款", "Signature"
    ROSTER = "roster", "值班", "Duty roster"
    ARCHIVE = "archive", "住户档案", "Household archive"
    SECURITY = "security", "账号与查询安全", "Logins and searches"
    FILES = "files", "附件与导入", "Attachments and imports"
    RETENTION = "retention", "保存期限", "Retention"


class Effect(Code):
    """What a change of a value does to what is there already; `{count}` of it.

    What each says is how the services use the value: a copy that was taken when something began,
    or the value in force whenever it is asked for.
    """

    FROM_NOW = "from_now", "自生效时起按新值办理；此前已办的不变。", (
        "Holds for whatever is done from then on; what was done before stays."
    )  # fmt: skip
    CASES_KEEP_LIMIT = (
        "cases_keep_limit",
        "{count}件在办投诉沿用受理时的时限，转办或改定紧急程度后也是。",
        "{count} open complaints keep the limits they were opened under, after a transfer or with "
        "another urgency too.",
    )
    CASES_KEEP_DUE = (
        "cases_keep_due",
        "{count}件在办投诉的答复期限和升级仍按受理时的服务时间计算。",
        "The due times and escalations of {count} open complaints go on by the hours that they "
        "were opened under.",
    )
    TIERS_KEEP = (
        "tiers_keep",
        "{count}次已排定的升级沿用受理时的时间。",
        "{count} escalations that are planned keep their times.",
    )
    ACKNOWLEDGEMENTS_KEEP = (
        "acknowledgements_keep",
        "{count}次待签收的升级沿用原签收时限。",
        "{count} escalations that wait to be acknowledged keep their limit.",
    )
    REPAIRS_KEEP_CLOCK = (
        "repairs_keep_clock",
        "{count}件未响应的报修沿用登记时的响应时限。",
        "{count} repairs that nobody has set out for keep the limit they were requested under.",
    )
    OFFERS_KEEP = (
        "offers_keep",
        "{count}张待接单的派工单沿用原接单时限。",
        "{count} offers that wait for an engineer keep their limit.",
    )
    REPAIRS_KEEP_PRIORITY = (
        "repairs_keep_priority",
        "只用于之后登记的报修；{count}件在办报修的紧急程度不变。",
        "For requests to come; the priority of {count} open repairs stays.",
    )
    FOLLOW_UPS_KEEP = (
        "follow_ups_keep",
        "{count}件待回访的报修沿用原回访期限。",
        "{count} repairs that wait for their follow-up keep its days.",
    )
    DEBTS_RECOUNTED = (
        "debts_recounted",
        "{count}张逾期未清的账单，次日起按新值从第一个计费日整体重算：调高的补计差额，已入账的不冲减。",
        "Of {count} overdue bills the charge is counted anew from its first day, from the next "
        "morning on: what is more is added, what is booked is not taken back.",
    )
    BILLS_KEEP_DUE = (
        "bills_keep_due",
        "只用于之后产生的费用；{count}张未缴清账单的到期日不变。",
        "For charges to come; {count} open bills stay due when they are.",
    )
    LADDER_ANEW = (
        "ladder_anew",
        "{count}户催缴中的住户：已排定的下一步不提前，到日按新值判断；已发出的不重发、不撤回。",
        "Of {count} households in dunning the next step comes no earlier than it is planned, and "
        "is then judged by the new value; what was sent is neither sent again nor taken back.",
    )
    VISITS_KEEP = (
        "visits_keep",
        "{count}次已派的上门沿用原期限。",
        "{count} visits that are assigned keep their last day.",
    )
    PROMISES_KEEP = (
        "promises_keep",
        "{count}项在执行的承诺和暂停催缴不变。",
        "{count} promises and pauses that run stay as they are.",
    )
    REACH_KEEPS = (
        "reach_keeps",
        "{count}份公告已排定的下一次补发时间不变，其后按新值。",
        "The next round of {count} notices stays when it is; those after it go by the new value.",
    )
    MESSAGES_KEEP = (
        "messages_keep",
        "{count}条待发消息的发送时间不变。",
        "{count} messages that wait stay when they are.",
    )
    PASSWORDS_KEEP = (
        "passwords_keep",
        "{count}个账号的现有密码仍可用，改密时按新值。",
        "The passwords of {count} accounts stay good; the value holds when one is changed.",
    )
    LINKS_KEEP = (
        "links_keep",
        "{count}个已发出的一次性链接沿用原有效期。",
        "{count} one-time links that are open keep their end.",
    )
    GOES_TONIGHT = (
        "goes_tonight",
        "按此值，下次清理（每日3:30）将永久删除{count}条记录，不可恢复。",
        "By this value the next night (3:30) deletes {count} records for good.",
    )
    ERASED_TONIGHT = (
        "erased_tonight",
        "按此值，下次清理（每日3:30）将抹去{count}件中的个人信息和文字，不可恢复。",
        "By this value the next night (3:30) erases people and words from {count} of them for "
        "good.",
    )  # fmt: skip


@dataclass(frozen=True)
class PolicyValue:
    """One value: what people call it, what it means, what it may hold, who may change it."""

    word: Word
    meaning: Word
    field: fields.Field[Any]
    """What it may hold; the widget of its page follows from it."""
    unit: Word | None = None
    effects: tuple[Effect, ...] = (Effect.FROM_NOW,)
    right: Right = Right.SERVICE
    of_company: bool = False
    """Whether it is asked for the whole company: no community can have its own."""
    subject: Subject = Subject.RETENTION
    weakens: Callable[[Any, Any], bool] | None = None
    """Whether from one value to another it becomes easier to get in: such a change holds from the
    next day at the earliest, and whoever may withdraw it is told at once (P03). None: never."""

    @property
    def roles(self) -> frozenset[Role]:
        """Who may change it."""
        return MAY_CHANGE[self.right]


PolicyValues = Mapping[str, PolicyValue]
"""The values of a service by name, in the order of its pages."""


def about(subject: Subject, **values: PolicyValue) -> dict[str, PolicyValue]:
    """Values that are about one thing."""
    return {name: replace(value, subject=subject) for name, value in values.items()}


DAYS, HOURS, MINUTES, MONTHS = (
    Word("天", "days"), Word("小时", "hours"), Word("分钟", "minutes"), Word("个月", "months"),
)  # fmt: skip
SERVICE_MINUTES = Word("服务分钟", "minutes of service time")
YUAN, PERCENT, TIMES = Word("元", "yuan"), Word("%", "%"), Word("次", "times")
ROWS, MEGABYTES = Word("行", "rows"), Word("MB", "MB")

CLAIMS_LAST = 1_095
"""Days: three years, within which either side may go to court about it (Civil Code 188)."""
LOGS_LAST = 183
"""Days: half a year, for which it is kept at least who did what (Cybersecurity Law 21)."""
FOR_GOOD = Word("0为永久保存。", "0 keeps it for good.")


def kept(
    zh: str, en: str, meaning_zh: str, meaning_en: str, least: int = 0, **more: Any
) -> PolicyValue:
    """Days that something is kept, at least so many unless for good."""
    floor = Word(f"不少于{least}天，", f" At least {least} days;") if least else Word("", "")
    meaning = Word(f"{meaning_zh}{floor.zh}{FOR_GOOD.zh}", f"{meaning_en}{floor.en} {FOR_GOOD.en}")
    given: dict[str, Any] = {"field": kept_days(least), "effects": (Effect.GOES_TONIGHT,)} | more
    return PolicyValue(Word(zh, en), meaning, unit=DAYS, right=Right.DATA, **given)


def attachments_of(how_many: Word) -> dict[str, PolicyValue]:
    """How large the files may be that are attached to something, and how many there may be."""
    return {
        "file_max_mb": PolicyValue(
            Word("附件大小", "Size of an attachment"),
            Word("一个附件最大。", "What one photo or paper may have."),
            whole(1, 10), MEGABYTES, right=Right.DATA,
        ),
        "file_limit": PolicyValue(
            Word("附件个数", "Number of attachments"), how_many,
            whole(0, 100), Word("个", "files"), right=Right.DATA,
        ),
    }  # fmt: skip


OF_EVERY_SERVICE = about(
    Subject.RETENTION,
    keep_audit_days=kept(
        "审计记录", "Audit trail",
        "谁在何时改了什么、改前改后的内容保存多久。",
        "How long it is kept who changed what, with before and after.",
        LOGS_LAST, of_company=True,
    ),
    keep_answers_days=kept(
        "提交结果", "Answers to submissions",
        "重复提交时能取回首次结果的时间，不短于客户端可能重试的时间。",
        "As long as a client may ask again for the answer to the same submission.",
        of_company=True,
    ),
    keep_keys_days=kept(
        "提交编号", "Keys of submissions",
        "识别同一次提交、避免重复办理的时间。",
        "As long as the same submission is known again and not done twice.",
        of_company=True,
    ),
    keep_deadlines_days=kept(
        "已办时限", "Past deadlines",
        "已处理或已取消的到期事项保存多久。",
        "Deadlines that were processed or are no longer wanted.",
        of_company=True,
    ),
    keep_dead_letters_days=kept(
        "处理失败的事件", "Failed events",
        "系统未能处理、可人工重放的内部事件保存多久。",
        "Internal events that could not be processed and can be replayed.",
        of_company=True,
    ),
    keep_sent_days=PolicyValue(
        Word("已发出的事件", "Events sent"),
        Word("内部事件发出后还能补发的天数，1至30天。",
             "Events after they were handed on, as long as they can be sent again: 1 to 30 days."),
        whole(1, 30), DAYS, (Effect.FROM_NOW,), Right.DATA, of_company=True,
    ),
    keep_worked_days=kept(
        "已处理的事件", "Events processed",
        "已处理事件的标记保存多久，须长于任何补发的间隔。",
        "That an event was processed, longer than it can be sent again.",
        60, effects=(Effect.FROM_NOW,), of_company=True,
    ),
)  # fmt: skip
"""What every service has."""

"""Texts of the messages that the desk sends by itself, in both languages.

`{name}` stands for a fact of the event; what goes to residents keeps to the service language
(C08), which a test proves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contracts.notices.codes import Purpose
from foundation.written import in_chinese, in_english


@dataclass(frozen=True)
class Wording:
    """A title and a text in both languages, with or without the facts filled in."""

    title_zh: str
    title_en: str
    text_zh: str
    text_en: str

    def about(self, facts: Mapping[str, Any]) -> "Wording":
        """The wording with its facts, written in its language; raise KeyError if one is missing."""
        zh = {name: in_chinese(value) for name, value in facts.items()}
        en = {name: in_english(value) for name, value in facts.items()}
        return Wording(
            self.title_zh.format_map(zh),
            self.title_en.format_map(en),
            self.text_zh.format_map(zh),
            self.text_en.format_map(en),
        )


TEMPLATES: Mapping[Purpose, Wording] = {
    Purpose.NOTICE_SENT_BACK: Wording(
        "公告退回 {number}",
        "Notice sent back {number}",
        "您拟写的公告《{title}》（{number}）由{by}退回，意见：{remark}\n请修改后重新提交。",
        "{by} has sent back your notice “{title}” ({number}): {remark}\n"
        "Please change it and submit it again.",
    ),
    Purpose.COMPLAINT_URGENT: Wording(
        "紧急/重大投诉 {number}",
        "Urgent or major complaint {number}",
        "{place}有一件{reason_zh}投诉（{number}），请立即关注并安排处理。",
        "There is an {reason_en} complaint ({number}) at {place_en}. Please see to it at once.",
    ),
    Purpose.COMPLAINT_ESCALATED: Wording(
        "投诉升级 {number}",
        "Complaint escalated {number}",
        "投诉 {number}（{place}）已升级至{tier_zh}：{reason_zh}。请在两个服务小时内确认接手。",
        "Complaint {number} ({place_en}) has come up to the {tier_en}: {reason_en}. "
        "Please acknowledge it within two service hours.",
    ),
    Purpose.COMPLAINT_ANSWERED: Wording(
        "投诉答复 {number}",
        "Answer to your case {number}",
        "您好，您反映的事项（{number}）答复如下：\n{text}\n如仍有疑问，请在本页面继续反映，我们会跟进到底。",
        "Your case {number} has been answered:\n{text}",
    ),
    Purpose.REPAIR_DISPATCHED: Wording(
        "新派工单 {number}",
        "New work order {number}",
        "您有新的派工单（{number}，{place}，{priority_zh}），请尽快接单；不能前往请注明原因退回。",
        "There is a new work order for you ({number}, {place_en}, {priority_en}). "
        "Please accept it, or decline it with a reason.",
    ),
    Purpose.REPAIR_UNACCEPTED: Wording(
        "派工无人接单 {number}",
        "Work order not accepted {number}",
        "报修 {number}（{place}，{priority_zh}）逾时无人接单，请人工安排。",
        "Nobody has accepted repair {number} ({place_en}, {priority_en}) in time. "
        "Please assign somebody.",
    ),
    Purpose.REPAIR_RESPONSE_OVERDUE: Wording(
        "报修响应超时 {number}",
        "Repair response overdue {number}",
        "报修 {number}（{place}，{priority_zh}）应在{respond_by} 前出发，"
        "至今无人出发，请立即督办。",
        "Nobody has set out for repair {number} ({place_en}, {priority_en}), "
        "due by {respond_by}. Please see to it now.",
    ),
    Purpose.BILL_ISSUED: Wording(
        "{period}账单已出",
        "Your bill for {period}",
        "您好，您的{period}账单（{number}）已出，金额 {amount} 元，请于{due_date}前缴纳。"
        "每一项的计算方式可在账单中查看。",
        "Your bill for {period} ({number}) is ready: {amount} yuan, due on {due_date}. "
        "The bill explains how each line was computed.",
    ),
    Purpose.DUNNING_REMINDER: Wording(
        "缴费提醒",
        "Payment reminder",
        "{text}",
        "A reminder: {amount} yuan will be due ({bill_numbers}). "
        "Please tell us if you have questions.",
    ),
    Purpose.DUNNING_MESSAGE: Wording(
        "欠费提示",
        "Overdue payment",
        "{text}",
        "{amount} yuan are overdue ({bill_numbers}). If paying is difficult, "
        "please talk to us about instalments.",
    ),
    Purpose.PAYMENT_RECEIVED: Wording(
        "收款通知 {receipt_number}",
        "Receipt {receipt_number}",
        "您好，我们已收到您的款项 {amount} 元，收据号 {receipt_number}。谢谢！",
        "We have received {amount} yuan; your receipt is {receipt_number}. Thank you!",
    ),
    Purpose.VISITS_ASSIGNED: Wording(
        "上门走访任务",
        "Door visits assigned",
        "您有 {count} 户{period}欠费住户需上门走访，请于{visit_date_by}前完成。",
        "{count} households with arrears of {period} are yours to visit by {visit_date_by}.",
    ),
}
"""By purpose; a copy of a notice (`notice`) has the notice's own text."""

FOR_RESIDENTS = frozenset(
    {
        Purpose.NOTICE,
        Purpose.COMPLAINT_ANSWERED,
        Purpose.BILL_ISSUED,
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
        Purpose.PAYMENT_RECEIVED,
    }
)
"""Purposes whose texts go to residents and pass the service-language check (C08)."""

TIERS = {
    "receiver": ("首问责任人", "receiver"),
    "supervisor": ("客服主管", "supervisor"),
    "deputy_manager": ("主管副总经理", "deputy manager"),
    "director": ("社区主任", "director"),
}
ESCALATION_REASONS = {
    "overdue": ("已超过处理期限", "its deadline has passed"),
    "unacknowledged": ("上一级未按时确认", "the tier below did not acknowledge it"),
    "beyond_authority": ("超出上一级权限", "it is beyond the authority of the tier below"),
}
URGENT_REASONS = {"urgent": ("紧急", "urgent"), "major": ("重大", "important (major)")}
PRIORITIES = {
    "emergency": ("紧急", "emergency"),
    "serious": ("严重", "serious"),
    "general": ("一般", "general"),
}


def both(glossary: Mapping[str, tuple[str, str]], name: str, key: str) -> dict[str, str]:
    """A code in both languages as the facts `<name>_zh` and `<name>_en`."""
    zh, en = glossary.get(key, (key, key))
    return {f"{name}_zh": zh, f"{name}_en": en}

"""Texts of the messages that the desk sends by itself, in both languages.

`{name}` stands for a fact of the event; what goes to residents keeps to the service language
(C08), which a test proves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracts.code import Code, Word
from contracts.notices.templates import Purpose
from foundation.formatting import in_chinese, in_english


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
    Purpose.PASSWORD_FORGOTTEN: Wording(
        "重设密码",
        "A new password",
        "有人（应为您本人）申请重设您的登录密码。{link_zh}如非本人申请，请忽略本消息，原密码仍然有效。",
        "Somebody, you we hope, has asked for a new password of yours. {link_en}If it was not you, "
        "leave this as it is: your password stays.",
    ),
    Purpose.SECOND_FACTOR_RELAXED: Wording(
        "二次验证要求放宽（自{day}起）：{relaxed_zh}",
        "The second factor is relaxed from {day} on: {relaxed_en}",
        "{by}已修改二次验证要求：{relaxed_zh}，自{day}起生效。"
        "如事先未经商定，请在生效前撤回该变更，并核查该人员的登录情况。",
        "{by} has changed the policy on the second factor from {day} on: {relaxed_en}. "
        "If that was not agreed, withdraw the change before then, and see where that person is "
        "logged in.",
    ),
    Purpose.PERSON_LEFT: Wording(
        "{name}已停用，请核对工作交接",
        "{name} has left: please check who takes over",
        "{name}（{roles_zh}）已由{by}停用。其未办结的投诉、派工单和上门任务已转给值班人员、部门或"
        "其他人员，请核对；待值班次{shifts}个，须另行安排。",
        "{name} ({roles_en}) was closed by {by}. Open complaints, work orders and visits have gone "
        "to who is on duty, the department, or others: please check. Shifts ahead that need "
        "somebody else: {shifts}.",
    ),
    Purpose.NOTICE_SENT_BACK: Wording(
        "公告退回 {number}",
        "Notice sent back {number}",
        "您拟写的公告《{title}》（{number}）由{by}退回，意见：{remark}\n请修改后重新提交。",
        "{by} has sent back your notice “{title}” ({number}): {remark}\n"
        "Please change it and submit it again.",
    ),
    Purpose.COMPLAINT_URGENT: Wording(
        "{reason_zh}投诉 {number} {place}",
        "{reason_en} complaint {number}, {place_en}",
        "{place}有一件{reason_zh}投诉（{number}），请立即关注并安排处理。",
        "Complaint {number} at {place_en} is {reason_en}. Please see to it at once.",
    ),
    Purpose.COMPLAINT_ESCALATED: Wording(
        "投诉升级 {number} {place}",
        "Complaint escalated {number}, {place_en}",
        "投诉 {number}（{place}）已升级至{tier_zh}：{reason_zh}。{wanted_zh}。",
        "Complaint {number} ({place_en}) has come up to the {tier_en}: {reason_en}. {wanted_en}.",
    ),
    Purpose.COMPLAINT_TRANSFERRED: Wording(
        "投诉转办 {number} {place}",
        "Case transferred to you {number}, {place_en}",
        "{place}的投诉（{number}）已转至{department}，{whom_zh}。时限：{due}。",
        "Case {number} ({place_en}) has been transferred to {department_en}; {whom_en}. "
        "Due: {due}.",
    ),
    Purpose.COMPLAINT_TAKEN_OVER: Wording(
        "投诉已接手 {number} {place}",
        "Case taken over {number}, {place_en}",
        "{place}的投诉（{number}）已由{department} {name} 接手。{whom_zh}。",
        "Case {number} ({place_en}) was taken over by {name}, {department_en}. {whom_en}.",
    ),
    Purpose.COMPLAINT_SENT_BACK: Wording(
        "投诉转办被退回 {number} {place}",
        "Case sent back {number}, {place_en}",
        "{place}的投诉（{number}）由{department} {by} 退回：{remark}\n"
        "时限不变，请尽快处理或改转其他部门。",
        "Case {number} ({place_en}) was sent back by {by}, {department_en}: {remark}\n"
        "It is due as before: please see to it, or transfer it to another department.",
    ),
    Purpose.COMPLAINT_NOT_TAKEN_OVER: Wording(
        "投诉转办未接手 {number} {place}",
        "Case not taken over {number}, {place_en}",
        "{place}的投诉（{number}）转至{department}后，应于{due}前接手，至今无人接手，请立即督办。",
        "Case {number} ({place_en}) was to be taken over by {department_en} by {due}, and nobody "
        "has. Please see to it now.",
    ),
    Purpose.CALL_BACK_MISSED: Wording(
        "约定回电超时 {number} {place}",
        "Not called back in time: {number}, {place_en}",
        "投诉 {number}（{place}）约定于{due}前回电，至今未回。请立即致电住户。",
        "The resident of case {number} ({place_en}) was promised a call by {due}, and nobody has "
        "called. Please call now.",
    ),
    Purpose.COMPLAINT_MENTION: Wording(
        "备注提及您 {number} {place}",
        "You are mentioned in case {number}, {place_en}",
        "{by}在投诉 {number}（{place}）的内部备注中提及了您，请查看。",
        "{by} has mentioned you in an internal note of case {number} ({place_en}).",
    ),
    Purpose.COMPLAINT_SUPPLEMENTED: Wording(
        "住户补充说明 {number} {place}",
        "The resident has added to case {number}, {place_en}",
        "投诉 {number}（{place}）的住户补充：\n{text}\n请查看并回复。",
        "The resident of case {number} ({place_en}) adds:\n{text}\nPlease look and reply.",
    ),
    Purpose.COMPLAINT_REPLIED: Wording(
        "投诉沟通回复 {number}",
        "A reply to your case {number}",
        "您反映的事项（{number}）有新的回复：\n{text}\n事项仍在办理中，您可继续补充。",
        "There is a reply to your case {number}:\n{text}\n"
        "We go on with it; you can add to it at any time.",
    ),
    Purpose.COMPLAINT_WITHDRAWN: Wording(
        "投诉已撤回 {number}",
        "Case withdrawn {number}",
        "投诉 {number}（{place}）已按住户意愿撤回，不再办理。"
        "如与住户本人意愿不符，请与物业服务中心联系。",
        "Case {number} ({place_en}) has been withdrawn as the resident wished; we do nothing more "
        "about it. If that is not what the resident wanted, please contact the service centre.",
    ),
    Purpose.FIRST_ANSWER_MISSED: Wording(
        "首次回复超时 {number} {place}",
        "No first answer in time: {number}, {place_en}",
        "投诉 {number}（{place}）应于{due}前首次回复，至今无人回复。请立即联系住户。",
        "Nobody has answered case {number} ({place_en}), which was due by {due}. Please contact "
        "the resident now.",
    ),
    Purpose.COMPLAINT_UNATTENDED: Wording(
        "线上留言无人受理 {number} {place}",
        "Not taken up: {number}, {place_en}",
        "住户在线提交的事项 {number}（{place}）应于{due}前受理，至今无人受理。",
        "Nobody has taken up case {number} ({place_en}), which was written online and was to be "
        "taken up by {due}.",
    ),
    Purpose.DESK_WAIT_LONG: Wording(
        "前台有人等候过久：{waits_since}起",
        "Somebody waits at the desk since {waits_since}",
        "前台有人自{waits_since}起等候，至今无人接待。",
        "Somebody has been waiting at the desk since {waits_since}, and nobody has attended to "
        "them.",
    ),
    Purpose.CONCEALMENT_SUSPECTED: Wording(
        "涉嫌隐瞒漏报（{rule_zh}）{number}",
        "Suspected concealment ({rule_en}): {number}",
        "{number}（{place}）涉嫌隐瞒、漏报投诉：{rule_zh}。请核查并作出结论。",
        "{number} ({place_en}) looks like a concealed complaint: {rule_en}. Please look into it "
        "and give your verdict.",
    ),
    Purpose.COMPLAINT_ANSWERED: Wording(
        "投诉答复 {number}",
        "Answer to your case {number}",
        "{greeting}您反映的事项（{number}）答复如下：\n{text}\n如仍有疑问，请与我们联系，我们会跟进到底。",
        "Your case {number} has been answered:\n{text}\n"
        "If anything is open, please get in touch: we follow it to the end.",
    ),
    Purpose.REPAIR_DISPATCHED: Wording(
        "新派工单 {number} {place}",
        "New work order {number}, {place_en}",
        "您有新的派工单（{number}，{place}，{priority_zh}），请尽快接单；不能前往请注明原因退回。",
        "There is a new work order for you ({number}, {place_en}, {priority_en}). "
        "Please accept it, or decline it with a reason.",
    ),
    Purpose.REPAIR_QUOTED: Wording(
        "维修报价待确认 {number} {place}",
        "A quote for you to decide on {number}, {place_en}",
        "您好，您的报修（{number}）需要收费，报价 {amount} 元，请查看明细后选择同意或不同意；"
        "您同意之前不会施工收费。",
        "Your repair {number} has to be paid for: the quote is ¥{amount}. "
        "Please look at it and say yes or no; nothing chargeable is done before you agree.",
    ),
    Purpose.REPAIR_UNACCEPTED: Wording(
        "派工无人接单 {number} {place}",
        "Work order not accepted {number}, {place_en}",
        "报修 {number}（{place}，{priority_zh}）逾时无人接单。{following_zh}。",
        "Repair {number} ({place_en}, {priority_en}) was not accepted in time. {following_en}.",
    ),
    Purpose.REPAIR_RESPONSE_OVERDUE: Wording(
        "报修响应超时 {number} {place}",
        "Repair response overdue {number}, {place_en}",
        "报修 {number}（{place}，{priority_zh}）应在{respond_by} 前出发，"
        "至今无人出发，请立即督办。",
        "Nobody has set out for repair {number} ({place_en}, {priority_en}), "
        "due by {respond_by}. Please see to it now.",
    ),
    Purpose.BILL_ISSUED: Wording(
        "{period}账单已出 {number} {place}",
        "Your bill for {period}: {number}, {place_en}",
        "您好，您的{period}账单（{number}）已出，{payable_zh}。每一项的计算方式可在账单中查看。",
        "Your bill for {period} ({number}) is ready: {payable_en}. "
        "The bill explains how each line was computed.",
    ),
    Purpose.BILL_CANCELLED: Wording(
        "{period}账单已取消 {number} {place}",
        "Your bill for {period} is cancelled: {number}, {place_en}",
        "您好，此前发送的{period}账单（{number}，{amount} 元）有误，现已取消，无需按该账单缴费，"
        "由此带来的不便，敬请谅解。已缴款项将自动抵扣其他应缴费用，余额转为预存。"
        "更正后的账单将另行通知。",
        "Your bill for {period} ({number}, ¥{amount}) was wrong and is cancelled; there is no need "
        "to pay it. We are sorry for the trouble. What you have paid on it settles what else you "
        "owe, and the rest stands to your credit. We will tell you of the corrected bill.",
    ),
    Purpose.DUNNING_REMINDER: Wording(
        "缴费提醒 {place} {due_on}到期 ¥{amount}",
        "Payment reminder for {place_en}: ¥{amount} due on {due_on}",
        "{text}",
        "A reminder: ¥{amount} will be due on {due_on} ({bill_numbers}). "
        "Please tell us if you have questions.",
    ),
    Purpose.DUNNING_MESSAGE: Wording(
        "欠费提醒 {place} {due_on}到期 ¥{amount}",
        "Overdue payment of {place_en}: ¥{amount}, due on {due_on}",
        "{text}",
        "¥{amount} is overdue ({bill_numbers}). If paying is difficult, "
        "please talk to us about instalments.",
    ),
    Purpose.PAYMENT_RECEIVED: Wording(
        "收款通知 {receipt_number} {place}",
        "Receipt {receipt_number}, {place_en}",
        "您好，我们已收到您的款项 {amount} 元，收据号 {receipt_number}。谢谢！",
        "We have received ¥{amount}; your receipt is {receipt_number}. Thank you!",
    ),
    Purpose.ROSTER_GAP: Wording(
        "值班空缺 {duty_zh} {day}",
        "Nobody on duty: {duty_en}, {day}",
        "{duty_zh}自{starts_at}至{ends_at}无人值班，请尽快安排。",
        "From {starts_at} to {ends_at} nobody is on duty as {duty_en}. Please see to it.",
    ),
    Purpose.ROLE_REQUESTED: Wording(
        "{what_zh}待审批 {name}",
        "{what_en} of {name}: for you to decide",
        "{requested_by}为{name}申请{what_zh}，须由另一人审批，请核实后处理；如非本人需要，请驳回。",
        "{requested_by} asks for {what_en} of {name}. It takes a second person: please check it "
        "and decide, and say no if {name} does not want it.",
    ),
    Purpose.KEY_CALL_MISSED: Wording(
        "重点户回访逾期 {place}",
        "Key household not called: {place}",
        "重点户{place}应于{due_on}（含当日）前回访，至今未联系上，请督促落实。",
        "Nobody of the key household {place} was reached by {due_on}. Please see to it.",
    ),
    Purpose.VISITS_ASSIGNED: Wording(
        "上门走访任务 {day} 共{count}户",
        "Door visits of {day}: {count} households",
        "{day}派给您的上门走访共 {count} 户，最早一户请于{visit_date_by}（含当日）前完成。",
        "{count} households were given to you to visit on {day}, the first by {visit_date_by}.",
    ),
    Purpose.BILLS_UNDELIVERED: Wording(
        "账单未送达：{period} 共{count}户",
        "Bills not delivered: {period}, {count} households",
        "{period}账单将于{due_date}到期，尚有 {count} 户未送达，涉及{places}。请督促送达。",
        "The bills of {period} are due on {due_date}; {count} have not reached their households: "
        "{places}. Please have them delivered.",
    ),
    Purpose.VISITS_STALLED: Wording(
        "上门催缴待督办：{stalled_zh}",
        "Door visits to see to: {stalled_en}",
        "{stalled_zh}的上门催缴共 {count} 户（新增 {new} 户），最早一户应于{oldest_by}前完成，"
        "涉及{places}。请督促或改派楼栋管家。",
        "{count} door visits wait ({stalled_en}; {new} of them new), the first was to be made by "
        "{oldest_by}: {places}. Please have them made, or give them to another steward.",
    ),
}
"""By purpose; a copy of a notice (`notice`) has the notice's own text."""

FOR_RESIDENTS = frozenset(
    {
        Purpose.NOTICE,
        Purpose.COMPLAINT_ANSWERED,
        Purpose.COMPLAINT_REPLIED,
        Purpose.COMPLAINT_WITHDRAWN,
        Purpose.REPAIR_QUOTED,
        Purpose.BILL_ISSUED,
        Purpose.BILL_CANCELLED,
        Purpose.DUNNING_REMINDER,
        Purpose.DUNNING_MESSAGE,
        Purpose.PAYMENT_RECEIVED,
    }
)
"""Purposes whose texts go to residents and pass the service-language check (C08)."""


def payable(amount: Decimal, due_date: date) -> dict[str, str]:
    """What is to be paid of a bill, as a clause of its message; it may give back instead (B16)."""
    if amount > 0:
        zh = f"金额 {amount} 元，请于{in_chinese(due_date)}（含当日）前缴纳"
        return {"payable_zh": zh, "payable_en": f"¥{amount}, due on {in_english(due_date)}"}
    if amount == 0:
        zh = "本账单各项相抵，无需缴费"
        return {"payable_zh": zh, "payable_en": "its lines cancel out, nothing is to be paid"}
    zh = f"应退 {-amount} 元已转入预存款，优先抵扣其他待缴费用，本账单无需缴费"
    en = f"¥{-amount} is given back as credit, which pays what else is owed; nothing is to be paid"
    return {"payable_zh": zh, "payable_en": en}


def both(name: str, codes: type[Code], code: str) -> dict[str, str]:
    """A code's word as the facts `<name>_zh` and `<name>_en`, the English as within a sentence.

    A code that only a newer release knows is said as it is.
    """
    word = codes(code).word if code in list(codes) else Word(code, code)
    return {f"{name}_zh": word.zh, f"{name}_en": word.en[:1].lower() + word.en[1:]}


def to_take_over(moment: datetime | None, *, named: bool) -> tuple[str, str]:
    """Who is to take a case over, and by when (C14); soon, where it is not said."""
    whom_zh, whom_en = ("由您办理，", "it is yours to handle: ") if named else ("", "")
    if moment is None:
        return f"{whom_zh}请尽快接手", f"{whom_en}please take it over"
    until_zh, until_en = in_chinese(moment), in_english(moment)
    return f"{whom_zh}请于{until_zh}前接手", f"{whom_en}please take it over by {until_en}"


def wanted_by(moment: datetime | None) -> dict[str, str]:
    """By when an escalation is to be acknowledged (X09); soon, where it is not said."""
    if moment is None:
        return {"wanted_zh": "请尽快确认接手", "wanted_en": "Please acknowledge it soon"}
    zh, en = f"请于{in_chinese(moment)}前确认接手", f"Please acknowledge it by {in_english(moment)}"
    return {"wanted_zh": zh, "wanted_en": en}


def attached(number: int) -> str:
    """What a notice says of its attachments where it leaves the house, in both languages; nothing
    where it has none."""
    if not number:
        return ""
    files = "1 attachment" if number == 1 else f"{number} attachments"
    seen = "it" if number == 1 else "them"
    return (
        f"（附件{number}个，请在网上打开本公告查看。）\n"
        f"({files}: open this notice online to see {seen}.)"
    )

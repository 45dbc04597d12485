"""Templates (消息模板): texts in both languages, as shipped or as managers word them (P05)."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Id, Text
from contracts.service_admin import Source


class Purpose(Code):
    """What a message is for; each has a template."""

    NOTICE = "notice", "公告", "Notice"
    """A copy of a notice."""
    NOTICE_SENT_BACK = "notice_sent_back", "公告退回", "Notice sent back", WAITING
    """For those who wrote it (N01)."""
    COMPLAINT_URGENT = "complaint_urgent", "紧急投诉通报", "Urgent complaint", BAD
    """For the duty manager and the officers concerned (X06)."""
    COMPLAINT_ESCALATED = "complaint_escalated", "投诉升级", "Complaint escalated", BAD
    """For the people of the tier reached (X08)."""
    COMPLAINT_TRANSFERRED = "complaint_transferred", "投诉转办", "Case transferred", WAITING
    """For the department, or whom the transfer names there (C14)."""
    COMPLAINT_TAKEN_OVER = "complaint_taken_over", "转办已接手", "Case taken over", GOOD
    """For the first responsible person (C14)."""
    COMPLAINT_SENT_BACK = "complaint_sent_back", "转办退回", "Case sent back", WAITING
    """For the first responsible person, who has it again (C14)."""
    COMPLAINT_NOT_TAKEN_OVER = (
        "complaint_not_taken_over",
        "转办未接手",
        "Case not taken over",
        BAD,
    )
    """For the first responsible person and the supervisors (C14)."""
    CALL_BACK_MISSED = "call_back_missed", "约定回电超时", "Not called back in time", BAD
    """For who promised, the desk and the supervisors (C04)."""
    FIRST_ANSWER_MISSED = (
        "first_answer_missed", "首次回复超时提醒", "No first answer in time", BAD,
    )  # fmt: skip
    """For who has the case, its first responsible person and the supervisors (C12)."""
    COMPLAINT_UNATTENDED = (
        "complaint_unattended", "线上留言无人受理", "Not taken up in time", BAD,
    )  # fmt: skip
    """For the desk and the supervisors (C06)."""
    DESK_WAIT_LONG = "desk_wait_long", "前台等候过久", "Somebody waits at the desk", BAD
    """For the desk and the supervisors (C06)."""
    CONCEALMENT_SUSPECTED = (
        "concealment_suspected", "涉嫌隐瞒漏报", "Suspected concealment", WAITING,
    )  # fmt: skip
    """For the supervisors who had no part in it, else for those above them (X12)."""
    COMPLAINT_ANSWERED = "complaint_answered", "投诉答复", "Complaint answered", GOOD
    """For the resident who lodged it (X07)."""
    COMPLAINT_MENTION = "complaint_mention", "备注提及", "Mentioned in a note"
    """For the colleague whom an internal note names (C13)."""
    COMPLAINT_SUPPLEMENTED = "complaint_supplemented", "住户补充说明", "Resident added", WAITING
    """For who has the case and its first responsible (C13)."""
    COMPLAINT_REPLIED = "complaint_replied", "投诉沟通回复", "Reply to a case"
    """For the resident, before the answer (C13)."""
    COMPLAINT_WITHDRAWN = "complaint_withdrawn", "投诉撤回", "Case withdrawn"
    """For who has the case; for the resident, where the desk took it down (C13)."""
    REPAIR_DISPATCHED = "repair_dispatched", "派工", "Work order", ACTIVE
    """For the engineer (R08)."""
    REPAIR_QUOTED = "repair_quoted", "维修报价", "Quote to decide on", WAITING
    """For the household, which has to agree (R04)."""
    REPAIR_UNACCEPTED = "repair_unaccepted", "派工无人接单", "Work order not accepted", BAD
    """For the supervisors (R08)."""
    REPAIR_RESPONSE_OVERDUE = (
        "repair_response_overdue",
        "报修响应超时",
        "Repair response overdue",
        BAD,
    )
    """For the supervisors (R02)."""
    BILL_ISSUED = "bill_issued", "账单", "Bill", WAITING
    """For the household (B02)."""
    BILLS_UNDELIVERED = "bills_undelivered", "账单未送达", "Bills not delivered", BAD
    """For the supervisors, days before they are due (B02)."""
    BILL_CANCELLED = "bill_cancelled", "账单取消", "Bill cancelled"
    """For the household, which had been told of the bill (B16)."""
    DUNNING_REMINDER = "dunning_reminder", "缴费提醒", "Payment reminder", WAITING
    """Before the due date (B12)."""
    DUNNING_MESSAGE = "dunning_message", "欠费提醒", "Overdue payment", BAD
    """After the due date (B12)."""
    PAYMENT_RECEIVED = "payment_received", "收款通知", "Payment received", GOOD
    """Receipt (B07)."""
    ROLE_REQUESTED = "role_requested", "权限申请待审批", "Request to decide on", WAITING
    """For who can decide as the second person (P03)."""
    PASSWORD_FORGOTTEN = "password_forgotten", "重设密码", "New password"
    """For who has forgotten the password (P03)."""
    SECOND_FACTOR_RELAXED = (
        "second_factor_relaxed",
        "二次验证要求放宽",
        "Second factor relaxed",
        BAD,
    )
    """For whoever may withdraw the change of the policy (P03)."""
    PERSON_LEFT = "person_left", "人员停用待交接", "Work to be taken over", WAITING
    """For the managers where somebody has left (P03)."""
    ROSTER_GAP = "roster_gap", "值班空缺", "Nobody on duty", BAD
    """For the managers, a day ahead (C09)."""
    KEY_CALL_MISSED = "key_call_missed", "重点户回访逾期", "Key household not called", BAD
    """For the supervisors and whoever was to call (D04)."""
    VISITS_ASSIGNED = "visits_assigned", "上门催缴任务", "Door visits", WAITING
    """For the steward (B04)."""
    VISITS_STALLED = "visits_stalled", "上门催缴待督办", "Door visits to see to", BAD
    """For the supervisors: late, or without a steward (B04)."""


WORDED = [one for one in Purpose if one is not Purpose.NOTICE]
"""What has a template: a notice has the text that somebody wrote."""
LONGEST_TITLE, LONGEST_TEXT = 120, 1000


def purpose() -> Id:
    """What the message is for, as it stands in the path."""
    return Id(required=True, metadata={"example": "bill_issued"})


class GetTemplate(Payload):
    """One template."""

    purpose = purpose()


class ChangeTemplate(Payload):
    """Word a message otherwise; what is left out stays.

    `{name}` stands for a fact of the message; only those that `placeholders` names are filled in.
    With `dry_run` nothing is changed: the answer shows what would be so.
    """

    purpose = purpose()
    title_zh = Text(max=LONGEST_TITLE)
    title_en = Text(max=LONGEST_TITLE)
    text_zh = Text(max=LONGEST_TEXT)
    text_en = Text(max=LONGEST_TEXT)
    dry_run = fields.Boolean(load_default=False)


class TakeBackTemplate(Payload):
    """Word a message as before: a community's own as the company, the company's as shipped."""

    purpose = purpose()


class WordingView(View):
    """Titles and texts in both languages."""

    title_zh = fields.String(required=True)
    title_en = fields.String(required=True)
    text_zh = fields.String(required=True)
    text_en = fields.String(required=True)


class TemplateView(View):
    """How a message is worded, and where that comes from."""

    purpose = Coded(Purpose, required=True)
    wording = fields.Nested(WordingView, required=True)
    sample = fields.Nested(WordingView, required=True)
    """The same with facts that are made up, as it leaves the house."""
    placeholders = fields.List(fields.String(), required=True)
    """What may stand between braces."""
    for_residents = fields.Boolean(required=True)
    """It goes to residents: it keeps to the service language (C08), and is signed."""
    source = Coded(Source, required=True)
    version = fields.Integer(required=True)
    may_change = fields.Boolean(required=True)


class TemplateList(View):
    """All of them."""

    items = fields.List(fields.Nested(TemplateView), required=True)

"""Codes of notices; each member with its meaning."""

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


class NoticeKind(Code):
    """What a notice is about (N01)."""

    REMINDER = "reminder", "温馨提示", "Reminder"
    """Friendly reminder."""
    NOTICE = "notice", "通知", "Notice"
    """Plain notice."""
    MAJOR = "major", "重要公告", "Major", BAD
    """Major announcement; hung in every building, with a photo (N02)."""
    DISCLOSURE = "disclosure", "账目公示", "Disclosure"
    """Disclosure of accounts (B08)."""
    OUTAGE = "outage", "停水停电通知", "Outage", WAITING
    """Water or power will be off, and why."""
    ACTIVITY = "activity", "活动通知", "Activity", GOOD
    """Community activity."""
    PENALTY = "penalty", "处罚公示", "Penalties"
    """Publication of penalties, names masked (X15)."""


class NoticeStatus(Code):
    """Where a notice stands."""

    DRAFT = "draft", "草稿", "Draft"
    """Being written, or sent back (退回) with a remark; seen by staff only."""
    SUBMITTED = "submitted", "待审批", "Waiting for approval", WAITING
    """The author is done."""
    APPROVED = "approved", "已审批", "Approved", ACTIVE
    """A manager who did not write it agrees to this very text."""
    SCHEDULED = "scheduled", "待发布", "Scheduled", ACTIVE
    """Will be published by itself at its time."""
    PUBLISHED = "published", "已发布", "Published", GOOD
    """In force, seen by those whom it is addressed to."""
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn", BAD
    """Taken back, with a reason."""
    EXPIRED = "expired", "已过期", "Expired"
    """Its time is over; still readable."""


class EditionStatus(Code):
    """Where one version of a notice's text stands."""

    DRAFT = "draft", "草稿", "Draft"
    """May be changed; of a correction, that it was sent back (退回)."""
    SUBMITTED = "submitted", "待审批", "Waiting for approval", WAITING
    """Waits for approval, or for publication where none is needed."""
    APPROVED = "approved", "已审批", "Approved", ACTIVE
    """May be published as it is."""
    PUBLISHED = "published", "现行", "In force", GOOD
    """The text in force."""
    SUPERSEDED = "superseded", "已更正", "Corrected since"
    """Replaced by a correction; stays readable."""


class Channel(Code):
    """How a text reaches somebody (N03)."""

    PORTAL = "portal", "线上（住户端）", "Portal"
    """In the portal's inbox."""
    EMAIL = "email", "电子邮件", "E-mail"
    SMS = "sms", "短信", "Text message"
    WECOM = "wecom", "企业微信", "WeCom"
    DINGTALK = "dingtalk", "钉钉", "DingTalk"
    PAPER = "paper", "纸质", "On paper"
    """A printed copy, handed over at the door."""


class MessageStatus(Code):
    """Where an outgoing message stands."""

    WAITING = "waiting", "待发送", "Waiting", WAITING
    """To be sent, to be handed over (paper), or to be seen once somebody can log in."""
    SENDING = "sending", "发送中", "Sending", ACTIVE
    """Claimed by a sender; becomes waiting again if the sender dies."""
    SENT = "sent", "已发送", "Sent", GOOD
    """Taken by the channel, handed over, or in the portal of somebody who can log in."""
    UNDELIVERABLE = "undeliverable", "无法送达", "Undeliverable", BAD
    """Given up after the last attempt."""
    BLOCKED = "blocked", "已拦截", "Blocked", BAD
    """Stopped by the service-language check (C08)."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """No longer needed, since it was reached otherwise or taken back."""


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
    COMPLAINT_ANSWERED = "complaint_answered", "投诉答复", "Complaint answered", GOOD
    """For the resident who lodged it (X07)."""
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
    ROSTER_GAP = "roster_gap", "值班空缺", "Nobody on duty", BAD
    """For the managers, a day ahead (C09)."""
    VISITS_ASSIGNED = "visits_assigned", "上门催缴任务", "Door visits", WAITING
    """For the steward (B04)."""
    VISITS_STALLED = "visits_stalled", "上门催缴待督办", "Door visits to see to", BAD
    """For the supervisors: late, or without a steward (B04)."""


class Supply(Code):
    """What is cut off in an outage."""

    WATER = "water", "供水", "Water"
    POWER = "power", "供电", "Power"
    GAS = "gas", "供气", "Gas"
    HEATING = "heating", "供暖", "Heating"
    LIFT = "lift", "电梯", "Lift"


class Advice(Code):
    """What a notice lacks for those who read it."""

    RELATIVE_DAY = "relative_day", "请写明日期，不用“今天”“明日”“本周”", "Name days by their date"
    """A day that is another one for who reads it later."""
    REASON = "reason", "未写原因", "No reason is given"
    BEGIN_AND_END = "begin_and_end", "未写完整的起止日期和时间", "No whole dates of begin and end"
    """Whole dates with their hours."""
    PLACES = "places", "未写影响的楼栋、单元", "No buildings or entrances are named"
    """Buildings and entrances."""
    STORE_WATER = "store_water", "未提醒储水", "Nothing about storing water"
    WATER_AFTERWARDS = (
        "water_afterwards",
        "未说明来水后的水质",
        "Nothing about the water afterwards",
    )
    EXTENSION = "extension", "未说明延长时如何告知", "Nothing about how an extension is told"
    APOLOGY = "apology", "未致歉", "No apology"


class SubjectKind(Code):
    """What a message is about."""

    COMPLAINT = "complaint", "查看投诉", "See the case"
    REPAIR = "repair", "查看报修", "See the repair"
    BILL = "bill", "查看账单", "See the bill"
    BILL_RUN = "bill_run", "查看未送达账单", "See the bills not delivered"
    """Its bills that are not delivered."""
    PAYMENT = "payment", "查看收据", "See the receipt"
    """A receipt."""
    HOUSEHOLD = "household", "查看账单", "See the bills"
    """What it owes in all."""
    NOTICE = "notice", "查看公告", "See the notice"
    ROSTER = "roster", "查看值班表", "See the roster"
    ROLE_REQUEST = "role_request", "查看申请", "See the request"
    """What a second person decides on."""
    VISITS = "visits", "查看走访清单", "See the visits"
    """The door visits of a steward."""


class NoticeAction(Code):
    """What can be done with a notice (N01)."""

    EDIT = "edit", "修改", "change"
    SUBMIT = "submit", "提交", "submit"
    APPROVE = "approve", "审批", "approve"
    SEND_BACK = "send_back", "退回", "send back"
    PUBLISH = "publish", "发布", "publish"
    WITHDRAW = "withdraw", "撤回", "take back"
    CORRECT = "correct", "更正", "correct"
    READ = "read", "阅读", "read"
    ACKNOWLEDGE = "acknowledge", "确认", "confirm"
    ADD_PHOTO = "add_photo", "上传张贴照片", "file a photo"

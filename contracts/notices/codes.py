"""Codes of notices; each member with its meaning."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about (N01)."""

    REMINDER = "reminder"
    """温馨提示: friendly reminder."""
    NOTICE = "notice"
    """通知: plain notice."""
    MAJOR = "major"
    """重大告示: major announcement; hung in every building, with a photo (N02)."""
    DISCLOSURE = "disclosure"
    """账目公示: disclosure of accounts (B08)."""
    OUTAGE = "outage"
    """停水停电通知: water or power will be off, and why."""
    ACTIVITY = "activity"
    """活动通知: community activity."""
    PENALTY = "penalty"
    """处罚公示: publication of penalties, names masked (X15)."""


class NoticeStatus(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    """草稿: being written, or sent back (退回) with a remark; seen by staff only."""
    SUBMITTED = "submitted"
    """待审批: the author is done."""
    APPROVED = "approved"
    """已审批: a manager who did not write it agrees to this very text."""
    SCHEDULED = "scheduled"
    """待发布: will be published by itself at its time."""
    PUBLISHED = "published"
    """已发布: in force, seen by those whom it is addressed to."""
    WITHDRAWN = "withdrawn"
    """已撤回: taken back, with a reason."""
    EXPIRED = "expired"
    """已过期: its time is over; still readable."""


class EditionStatus(StrEnum):
    """Where one version of a notice's text stands."""

    DRAFT = "draft"
    """草稿: may be changed; of a correction, that it was sent back (退回)."""
    SUBMITTED = "submitted"
    """待审批: waits for approval, or for publication where none is needed."""
    APPROVED = "approved"
    """已审批: may be published as it is."""
    PUBLISHED = "published"
    """现行: the text in force."""
    SUPERSEDED = "superseded"
    """已更正: replaced by a correction; stays readable."""


class Channel(StrEnum):
    """How a text reaches somebody (N03)."""

    PORTAL = "portal"
    """门户: in the portal's inbox."""
    EMAIL = "email"
    """电子邮件."""
    SMS = "sms"
    """短信."""
    WECOM = "wecom"
    """企业微信."""
    DINGTALK = "dingtalk"
    """钉钉."""
    PAPER = "paper"
    """纸质: a printed copy, handed over at the door."""


class MessageStatus(StrEnum):
    """Where an outgoing message stands."""

    WAITING = "waiting"
    """待发送: to be sent, or to be handed over (paper)."""
    SENDING = "sending"
    """发送中: claimed by a sender; becomes waiting again if the sender dies."""
    SENT = "sent"
    """已送达: taken by the channel, or handed over."""
    UNDELIVERABLE = "undeliverable"
    """无法送达: given up after the last attempt."""
    BLOCKED = "blocked"
    """已拦截: stopped by the service-language check (C08)."""
    CANCELLED = "cancelled"
    """已取消: no longer needed, since it was reached otherwise or taken back."""


class Purpose(StrEnum):
    """What a message is for; each has a template."""

    NOTICE = "notice"
    """公告: a copy of a notice."""
    NOTICE_SENT_BACK = "notice_sent_back"
    """公告退回: for those who wrote it (N01)."""
    COMPLAINT_URGENT = "complaint_urgent"
    """紧急投诉通报: for the duty manager and the officers concerned (X06)."""
    COMPLAINT_ESCALATED = "complaint_escalated"
    """投诉升级: for the people of the tier reached (X08)."""
    COMPLAINT_ANSWERED = "complaint_answered"
    """投诉答复: for the resident who lodged it (X07)."""
    REPAIR_DISPATCHED = "repair_dispatched"
    """派工: for the engineer (R08)."""
    REPAIR_UNACCEPTED = "repair_unaccepted"
    """派工无人接单: for the supervisors (R08)."""
    REPAIR_RESPONSE_OVERDUE = "repair_response_overdue"
    """报修响应超时: for the supervisors (R02)."""
    BILL_ISSUED = "bill_issued"
    """账单: for the household (B02)."""
    DUNNING_REMINDER = "dunning_reminder"
    """缴费提醒: before the due date (B12)."""
    DUNNING_MESSAGE = "dunning_message"
    """催缴信息: after the due date (B12)."""
    PAYMENT_RECEIVED = "payment_received"
    """收款通知: receipt (B07)."""
    VISITS_ASSIGNED = "visits_assigned"
    """上门催缴任务: for the steward (B04)."""

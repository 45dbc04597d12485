"""Codes of notices in words."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.notices import codes as c
from gateway.web.words.word import ACTIVE, BAD, GOOD, WAITING, Word

WORDS: Mapping[type[StrEnum], Mapping[str, Word]] = {
    c.NoticeKind: {
        "reminder": Word("温馨提示", "Reminder"),
        "notice": Word("通知", "Notice"),
        "major": Word("重大告示", "Major", BAD),
        "disclosure": Word("账目公示", "Disclosure"),
        "outage": Word("停水停电通知", "Outage", WAITING),
        "activity": Word("活动通知", "Activity", GOOD),
        "penalty": Word("处罚公示", "Penalties"),
    },
    c.NoticeStatus: {
        "draft": Word("草稿", "Draft"),
        "submitted": Word("待审批", "Waiting for approval", WAITING),
        "approved": Word("已审批", "Approved", ACTIVE),
        "scheduled": Word("待发布", "Scheduled", ACTIVE),
        "published": Word("已发布", "Published", GOOD),
        "withdrawn": Word("已撤回", "Withdrawn", BAD),
        "expired": Word("已过期", "Expired"),
    },
    c.EditionStatus: {
        "draft": Word("草稿", "Draft"),
        "submitted": Word("待审批", "Waiting for approval", WAITING),
        "approved": Word("已审批", "Approved", ACTIVE),
        "published": Word("现行", "In force", GOOD),
        "superseded": Word("已更正", "Corrected since"),
    },
    c.Channel: {
        "portal": Word("门户", "Portal"),
        "email": Word("电子邮件", "E-mail"),
        "sms": Word("短信", "Text message"),
        "wecom": Word("企业微信", "WeCom"),
        "dingtalk": Word("钉钉", "DingTalk"),
        "paper": Word("纸质", "On paper"),
    },
    c.MessageStatus: {
        "waiting": Word("待发送", "Waiting", WAITING),
        "sending": Word("发送中", "Sending", ACTIVE),
        "sent": Word("已送达", "Delivered", GOOD),
        "undeliverable": Word("无法送达", "Undeliverable", BAD),
        "blocked": Word("已拦截", "Blocked", BAD),
        "cancelled": Word("已取消", "Cancelled"),
    },
    c.Purpose: {
        "notice": Word("公告", "Notice"),
        "notice_sent_back": Word("公告退回", "Notice sent back", WAITING),
        "complaint_urgent": Word("紧急投诉通报", "Urgent complaint", BAD),
        "complaint_escalated": Word("投诉升级", "Complaint escalated", BAD),
        "complaint_answered": Word("投诉答复", "Complaint answered", GOOD),
        "repair_dispatched": Word("派工", "Work order", ACTIVE),
        "repair_unaccepted": Word("派工无人接单", "Work order not accepted", BAD),
        "repair_response_overdue": Word("报修响应超时", "Repair response overdue", BAD),
        "bill_issued": Word("账单", "Bill", WAITING),
        "dunning_reminder": Word("缴费提醒", "Payment reminder", WAITING),
        "dunning_message": Word("催缴信息", "Overdue payment", BAD),
        "payment_received": Word("收款通知", "Payment received", GOOD),
        "visits_assigned": Word("上门催缴任务", "Door visits", WAITING),
    },
}

ACTIONS: Mapping[str, Word] = {
    "edit": Word("修改", "change"),
    "submit": Word("提交", "submit"),
    "approve": Word("审批", "approve"),
    "send_back": Word("退回", "send back"),
    "publish": Word("发布", "publish"),
    "withdraw": Word("撤回", "take back"),
    "correct": Word("更正", "correct"),
    "read": Word("阅读", "read"),
    "acknowledge": Word("确认", "confirm"),
    "add_photo": Word("上传张贴照片", "file a photo"),
}
"""What can be done with a notice, as a refusal names it."""

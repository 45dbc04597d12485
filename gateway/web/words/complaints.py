"""Codes of complaints in words."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.complaints import codes as c
from gateway.web.words.word import ACTIVE, BAD, GOOD, QUIET, WAITING, Word

WORDS: Mapping[type[StrEnum], Mapping[str, Word]] = {
    c.Kind: {
        "complaint": Word("投诉", "Complaint"),
        "inquiry": Word("咨询", "Inquiry"),
        "suggestion": Word("建议", "Suggestion"),
        "report": Word("举报", "Report of misconduct"),
    },
    c.Category: {
        "renovation_noise": Word("装修扰民", "Renovation noise"),
        "public_facility": Word("公共设施", "Public facilities"),
        "home_appliance": Word("户内设备", "In-home appliances"),
        "mail": Word("信件快递", "Mail and parcels"),
        "public_cleanliness": Word("公共卫生与绿化", "Cleanliness and greenery"),
        "pests": Word("虫害", "Pests"),
        "company_service": Word("公司服务", "Our service"),
        "fee": Word("收费", "Fees"),
        "other": Word("其他", "Other"),
    },
    c.Channel: {
        "visit": Word("来访", "Visit"),
        "phone": Word("来电", "Phone"),
        "letter": Word("来函", "Letter"),
        "online": Word("线上", "Online"),
        "platform": Word("平台留言", "City platform"),
        "patrol": Word("巡查", "Patrol"),
    },
    c.Gravity: {"general": Word("一般", "General"), "major": Word("重大", "Major", BAD)},
    c.Urgency: {"ordinary": Word("普通", "Ordinary"), "urgent": Word("紧急", "Urgent", BAD)},
    c.Tier: {
        "receiver": Word("接诉人", "Receiver"),
        "supervisor": Word("客服主管", "Supervisor", WAITING),
        "deputy_manager": Word("主管副总经理", "Deputy manager", BAD),
        "director": Word("项目经理", "Director", BAD),
    },
    c.Status: {
        "lodged": Word("已登记", "Lodged", WAITING),
        "accepted": Word("已受理", "Accepted", ACTIVE),
        "handling": Word("处理中", "Being handled", ACTIVE),
        "handled": Word("已处理", "Handled", ACTIVE),
        "answered": Word("已回复", "Answered", GOOD),
        "closed": Word("已结案", "Closed"),
    },
    c.Validity: {
        "undecided": Word("未判定", "Not judged yet"),
        "valid": Word("有效投诉", "Valid", GOOD),
        "invalid_proposed": Word("拟判无效，待复核", "Invalid, to be confirmed", WAITING),
        "invalid": Word("无效投诉", "Not covered", QUIET),
    },
    c.Party: {
        "department": Word("责任部门", "Department"),
        "resident": Word("住户", "Resident"),
    },
    c.VisitResult: {
        "solved": Word("已解决", "Solved", GOOD),
        "unsolved": Word("未解决", "Not solved", BAD),
        "unreached": Word("未联系上", "Nobody reached", WAITING),
    },
    c.Final: {
        "general": Word("一般投诉", "General complaint"),
        "repeat": Word("重复投诉", "Repeat complaint", WAITING),
        "malignant": Word("恶性投诉", "Malignant complaint", BAD),
    },
    c.Outcome: {
        "confirmed": Word("回访确认已解决", "Confirmed as solved", GOOD),
        "answered": Word("答复结案", "Closed with the answer", GOOD),
        "unreached": Word("未联系上", "Nobody reached"),
    },
    c.DeadlineClass: {
        "own_scope": Word("当日办结", "Same day"),
        "transferred": Word("转职能部门", "With a department"),
        "urgent": Word("紧急", "Urgent", BAD),
    },
    c.EscalationReason: {
        "overdue": Word("超时", "Overdue", BAD),
        "unacknowledged": Word("无人签收", "Not acknowledged", BAD),
        "beyond_authority": Word("超出权限", "Beyond authority", WAITING),
    },
    c.UrgentReason: {"urgent": Word("紧急", "Urgent", BAD), "major": Word("重大", "Major", BAD)},
    c.StopCause: {
        "paused": Word("暂停", "Paused", WAITING),
        "answered": Word("已回复", "Answered", GOOD),
    },
    c.MessageOutcome: {
        "created": Word("新增", "New", GOOD),
        "known": Word("已有", "Known already"),
    },
    c.Waiting: {
        "acknowledgement": Word("待签收", "To be acknowledged", WAITING),
        "confirmation": Word("待复核", "To be confirmed", WAITING),
        "reading": Word("待阅", "To be read", WAITING),
    },
    c.Action: {
        "lodged": Word("登记", "Lodged"),
        "restated": Word("复述确认", "Read back and confirmed"),
        "triaged": Word("接诉判定", "Judged"),
        "invalid_confirmed": Word("复核：确认无效", "Invalid verdict confirmed"),
        "invalid_rejected": Word("复核：驳回无效判定", "Invalid verdict rejected"),
        "transferred": Word("转办", "Transferred"),
        "handled": Word("处理完毕", "Handled", GOOD),
        "answered": Word("回复", "Answered", GOOD),
        "return_visited": Word("回访", "Return visit"),
        "reopened": Word("退回处理", "Back to handling", BAD),
        "paused": Word("暂停计时", "Clock paused", WAITING),
        "resumed": Word("恢复计时", "Clock resumed"),
        "escalated": Word("升级", "Escalated", BAD),
        "acknowledged": Word("签收升级", "Escalation acknowledged"),
        "letter_read": Word("来函已阅", "Letter read"),
        "classified": Word("定性", "Classified"),
        "repair_wanted": Word("转报修", "Repair requested"),
        "repair_linked": Word("关联报修", "Repair linked"),
        "repair_completed": Word("报修完工", "Repair completed", GOOD),
        "repair_closed": Word("报修结案", "Repair closed"),
        "deadline_recounted": Word("重算时限", "Deadline recounted"),
        "closed": Word("结案", "Closed", GOOD),
    },
}

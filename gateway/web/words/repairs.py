"""Codes of repairs in words."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.repairs import codes as c
from gateway.web.words.word import ACTIVE, BAD, GOOD, QUIET, WAITING, Word

WORDS: Mapping[type[StrEnum], Mapping[str, Word]] = {
    c.RepairCategory: {
        "plumbing": Word("给水管道", "Plumbing"),
        "electricity": Word("电气", "Electricity"),
        "gas": Word("燃气", "Gas"),
        "heating": Word("供暖", "Heating"),
        "door_window": Word("门窗", "Doors and windows"),
        "lift": Word("电梯", "Lift"),
        "public_lighting": Word("公共照明", "Public lighting"),
        "drainage": Word("排水", "Drainage"),
        "access_control": Word("门禁对讲", "Access control"),
        "structure": Word("房屋本体", "Walls and roof"),
        "other": Word("其他", "Other"),
    },
    c.Priority: {
        "emergency": Word("紧急", "Emergency", BAD),
        "serious": Word("严重", "Serious", WAITING),
        "general": Word("一般", "Ordinary"),
    },
    c.RepairStatus: {
        "requested": Word("已报修", "Requested", WAITING),
        "advised": Word("指导解决", "Solved by advice", GOOD),
        "verified": Word("已核实", "Checked", ACTIVE),
        "dispatched": Word("已派工", "Offered to engineer", ACTIVE),
        "accepted": Word("已接单", "Engineer assigned", ACTIVE),
        "on_the_way": Word("已出发", "On the way", ACTIVE),
        "arrived": Word("已到场", "On site", ACTIVE),
        "completed": Word("已完工", "Completed", GOOD),
        "reopened": Word("重新打开", "Reopened", BAD),
        "closed": Word("已结案", "Closed"),
        "cancelled": Word("已取消", "Cancelled"),
    },
    c.OfferStatus: {
        "open": Word("待接单", "Waiting for answer", WAITING),
        "accepted": Word("已接单", "Accepted", GOOD),
        "declined": Word("已拒单", "Declined", BAD),
        "lapsed": Word("超时未接", "Not answered in time", BAD),
        "withdrawn": Word("已撤回", "Withdrawn", QUIET),
    },
    c.QuoteStatus: {
        "offered": Word("待确认", "Waiting for your answer", WAITING),
        "accepted": Word("已同意", "Accepted", GOOD),
        "rejected": Word("已拒绝", "Rejected", BAD),
        "superseded": Word("已作废", "Replaced"),
        "charged": Word("已计费", "Billed", WAITING),
        "paid": Word("已付清", "Paid", GOOD),
    },
    c.AcceptanceMeans: {
        "in_app": Word("线上确认", "Online"),
        "signature": Word("签字确认", "By signature"),
    },
    c.FollowUpResult: {
        "solved": Word("已解决", "Solved", GOOD),
        "unsolved": Word("未解决", "Not solved", BAD),
        "unreached": Word("未联系上", "Nobody reached", WAITING),
    },
    c.FollowUpTiming: {
        "early": Word("提前回访", "Early"),
        "in_time": Word("按期回访", "On time", GOOD),
        "late": Word("逾期回访", "Late", BAD),
    },
    c.FollowUpState: {
        "due": Word("待回访", "Follow-up due", WAITING),
        "overdue": Word("逾期未回访", "Follow-up overdue", BAD),
        "unreached": Word("未联系上", "Nobody reached"),
    },
}

STEPS: Mapping[str, Word] = {
    "requested": Word("报修登记", "Requested"),
    "priority_raised": Word("提高优先级", "Priority raised", WAITING),
    "priority_changed": Word("调整优先级", "Priority changed"),
    "verified": Word("核实并开单", "Checked, work order issued", ACTIVE),
    "advised": Word("指导解决", "Solved by advice", GOOD),
    "dispatched": Word("派工", "Offered to an engineer", ACTIVE),
    "unaccepted": Word("超时未接单", "Not accepted in time", BAD),
    "declined": Word("拒单", "Declined", BAD),
    "accepted": Word("接单", "Engineer took it on", ACTIVE),
    "set_out": Word("出发", "Engineer set out", ACTIVE),
    "response_overdue": Word("响应超时", "Response overdue", BAD),
    "arrived": Word("到场", "Engineer arrived", ACTIVE),
    "quoted": Word("报价", "Quote made", WAITING),
    "quote_accepted": Word("同意报价", "Quote accepted", GOOD),
    "quote_rejected": Word("拒绝报价", "Quote rejected", BAD),
    "charge_due": Word("计费", "Billed", WAITING),
    "charge_settled": Word("费用已付清", "Charge paid", GOOD),
    "charge_reopened": Word("费用重新待缴", "Charge owed again", WAITING),
    "equipment_taken": Word("设备带走维修", "Equipment taken away", WAITING),
    "equipment_returned": Word("设备归还", "Equipment returned", GOOD),
    "photo_added": Word("添加照片", "Photo added"),
    "completed": Word("完工", "Completed", GOOD),
    "follow_up_attempted": Word("回访未联系上", "Follow-up reached nobody", WAITING),
    "followed_up": Word("回访", "Followed up", GOOD),
    "reopened": Word("重新打开", "Reopened", BAD),
    "closed": Word("结案", "Closed", GOOD),
    "cancelled": Word("取消", "Cancelled"),
}
"""The actions of a repair's timeline (C11)."""

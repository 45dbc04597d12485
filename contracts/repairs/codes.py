"""Codes of repairs; each member with its meaning."""

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


class RepairCategory(Code):
    """What is out of order."""

    PLUMBING = "plumbing", "给水管道", "Plumbing"
    """Pipes, taps, toilets, water heaters."""
    ELECTRICITY = "electricity", "电气", "Electricity"
    """Wiring, sockets, breakers, lamps in the home."""
    GAS = "gas", "燃气", "Gas"
    """Pipes, meters, stoves."""
    HEATING = "heating", "供暖", "Heating"
    """Radiators, valves, floor heating."""
    DOOR_WINDOW = "door_window", "门窗", "Doors and windows"
    """Doors, windows, locks, glass."""
    LIFT = "lift", "电梯", "Lift"
    """Lifts."""
    PUBLIC_LIGHTING = "public_lighting", "公共照明", "Public lighting"
    """Lamps of stairs, garage and paths."""
    DRAINAGE = "drainage", "排水", "Drainage"
    """Drains, sewers, floor outlets."""
    ACCESS_CONTROL = "access_control", "门禁对讲", "Access control"
    """Entrance doors, intercoms, barriers."""
    STRUCTURE = "structure", "房屋本体", "Walls and roof"
    """Walls, roof, facade, leaks through them."""
    OTHER = "other", "其他", "Other"
    """Whatever is none of these."""


class Priority(Code):
    """How soon the engineer must set out (R02)."""

    EMERGENCY = "emergency", "紧急", "Emergency", BAD
    """System unusable or danger; 2 hours around the clock."""
    SERIOUS = "serious", "严重", "Serious", WAITING
    """24 hours of service time."""
    GENERAL = "general", "一般", "Ordinary"
    """48 hours of service time."""


class RepairStatus(Code):
    """How far a request is."""

    REQUESTED = "requested", "已报修", "Requested", WAITING
    """Recorded, the desk has not checked it yet."""
    ADVISED = "advised", "指导解决", "Solved by advice", GOOD
    """The first check showed wrong handling; solved by advice, no work order."""
    VERIFIED = "verified", "已核实", "Checked", ACTIVE
    """A work order is issued, no engineer has it."""
    DISPATCHED = "dispatched", "已派工", "Offered to engineer", ACTIVE
    """Offered to an engineer who has not answered."""
    ACCEPTED = "accepted", "已接单", "Engineer assigned", ACTIVE
    """An engineer has taken it on."""
    ON_THE_WAY = "on_the_way", "已出发", "On the way", ACTIVE
    """The engineer has set out; the response clock stands still."""
    ARRIVED = "arrived", "已到场", "On site", ACTIVE
    """The engineer is on site."""
    COMPLETED = "completed", "已完工", "Completed", GOOD
    """Done, waiting for the follow-up."""
    REOPENED = "reopened", "返修", "Reopened", BAD
    """The follow-up said it is not solved; a new work order is issued."""
    CLOSED = "closed", "已结案", "Closed"
    """The follow-up said it is solved, or reached nobody on enough days."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Withdrawn before it was done."""


class OfferStatus(Code):
    """What became of a work order offered to one engineer (R08)."""

    OPEN = "open", "待接单", "Waiting for answer", WAITING
    """Waiting for the engineer's answer."""
    ACCEPTED = "accepted", "已接单", "Accepted", GOOD
    """Taken on."""
    DECLINED = "declined", "已拒单", "Declined", BAD
    """Declined with a reason."""
    LAPSED = "lapsed", "超时未接", "Not answered in time", BAD
    """Not answered in time."""
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"
    """A dispatcher chose somebody else, or the request was cancelled."""


class QuoteStatus(Code):
    """What became of a quote for chargeable work (R04)."""

    OFFERED = "offered", "待确认", "Waiting for your answer", WAITING
    """The resident has not answered."""
    ACCEPTED = "accepted", "已同意", "Accepted", GOOD
    """Chargeable work may be done."""
    REJECTED = "rejected", "已拒绝", "Rejected", BAD
    """Chargeable work must not be done."""
    SUPERSEDED = "superseded", "已作废", "Replaced"
    """Replaced by another quote, or the request was cancelled."""
    CHARGED = "charged", "已计费", "Billed", WAITING
    """The work is done and billing was told."""
    PAID = "paid", "已付清", "Paid", GOOD
    """Nothing is owed on the charge any more: paid, covered by credit or waived."""
    CHARGE_CANCELLED = "charge_cancelled", "收费已取消", "Charge cancelled"
    """Billing took the charge back; nothing is owed, nothing was paid for it (B16)."""


class AcceptanceMeans(Code):
    """How a quote was answered."""

    IN_APP = "in_app", "线上确认", "Online"
    """By the resident's own login."""
    SIGNATURE = "signature", "签字确认", "By signature"
    """On paper, noted by the desk."""


class FollowUpResult(Code):
    """What came of asking the resident (R05)."""

    SOLVED = "solved", "已解决", "Solved", GOOD
    """Closes the repair."""
    UNSOLVED = "unsolved", "未解决", "Not solved", BAD
    """Reopens it."""
    UNREACHED = "unreached", "未联系上", "Nobody reached", WAITING
    """Nobody answered; so on enough different days, it ends the repair."""


class FollowUpTiming(Code):
    """When a follow-up was made, against days 2–3 after completion (R05)."""

    EARLY = "early", "提前回访", "Early"
    """Before day 2."""
    IN_TIME = "in_time", "按期回访", "On time", GOOD
    """On day 2 or 3."""
    LATE = "late", "逾期回访", "Late", BAD
    """After day 3."""


class FollowUpState(Code):
    """What a list of follow-ups is asked for."""

    DUE = "due", "待回访", "Follow-up due", WAITING
    """Day 2 has come, not followed up."""
    OVERDUE = "overdue", "逾期未回访", "Follow-up overdue", BAD
    """Day 3 has passed, not followed up."""
    UNREACHED = "unreached", "未联系上", "Nobody reached"
    """Given up after attempts on enough different days."""


class RepairAction(Code):
    """A step in the timeline of a repair (C11)."""

    REQUESTED = "requested", "报修登记", "Requested"
    PRIORITY_RAISED = "priority_raised", "提高优先级", "Priority raised", WAITING
    PRIORITY_CHANGED = "priority_changed", "调整优先级", "Priority changed"
    VERIFIED = "verified", "核实并开单", "Checked, work order issued", ACTIVE
    ADVISED = "advised", "指导解决", "Solved by advice", GOOD
    DISPATCHED = "dispatched", "派工", "Offered to an engineer", ACTIVE
    UNACCEPTED = "unaccepted", "超时未接单", "Not accepted in time", BAD
    LEFT = "left", "维修工离岗，重新派工", "The engineer has left; offered to others", WAITING
    DECLINED = "declined", "拒单", "Declined", BAD
    ACCEPTED = "accepted", "接单", "Engineer took it on", ACTIVE
    SET_OUT = "set_out", "出发", "Engineer set out", ACTIVE
    RESPONSE_OVERDUE = "response_overdue", "响应超时", "Response overdue", BAD
    ARRIVED = "arrived", "到场", "Engineer arrived", ACTIVE
    QUOTED = "quoted", "报价", "Quote made", WAITING
    QUOTE_ACCEPTED = "quote_accepted", "同意报价", "Quote accepted", GOOD
    QUOTE_REJECTED = "quote_rejected", "拒绝报价", "Quote rejected", BAD
    CHARGE_DUE = "charge_due", "计费", "Billed", WAITING
    CHARGE_SETTLED = "charge_settled", "费用已付清", "Charge paid", GOOD
    CHARGE_CANCELLED = "charge_cancelled", "收费已取消", "Charge cancelled"
    CHARGE_REOPENED = "charge_reopened", "费用重新待缴", "Charge owed again", WAITING
    EQUIPMENT_TAKEN = "equipment_taken", "设备带走维修", "Equipment taken away", WAITING
    EQUIPMENT_RETURNED = "equipment_returned", "设备归还", "Equipment returned", GOOD
    PHOTO_ADDED = "photo_added", "添加照片", "Photo added"
    COMPLETED = "completed", "完工", "Completed", GOOD
    FOLLOW_UP_ATTEMPTED = "follow_up_attempted", "回访未联系上", "Follow-up reached nobody", WAITING
    FOLLOWED_UP = "followed_up", "回访", "Followed up", GOOD
    REOPENED = "reopened", "返修", "Reopened", BAD
    CLOSED = "closed", "结案", "Closed", GOOD
    CANCELLED = "cancelled", "取消", "Cancelled"

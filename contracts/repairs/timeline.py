"""The timeline of a repair (处理过程, C11): who did what when."""

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


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
    PHOTO_ADDED = "photo_added", "添加附件", "Attachment added"
    COMPLETED = "completed", "完工", "Completed", GOOD
    FOLLOW_UP_ATTEMPTED = "follow_up_attempted", "回访未联系上", "Follow-up reached nobody", WAITING
    FOLLOWED_UP = "followed_up", "回访", "Followed up", GOOD
    REOPENED = "reopened", "返修", "Reopened", BAD
    CLOSED = "closed", "结案", "Closed", GOOD
    CANCELLED = "cancelled", "取消", "Cancelled"

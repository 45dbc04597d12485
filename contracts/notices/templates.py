"""Templates (消息模板): texts in both languages, and the signature."""

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


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
    PASSWORD_FORGOTTEN = "password_forgotten", "重设密码", "New password"
    """For who has forgotten the password (P03)."""
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

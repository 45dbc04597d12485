"""The timeline of a case (处理过程, C11): who did what when, before and after."""

from marshmallow import fields

from contracts.base import TimelineEntry
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.complaints.cases import Channel
from contracts.complaints.escalation import Tier
from contracts.fields import Coded


class Action(Code):
    """What happened to a case: the actions of its timeline (C11)."""

    LODGED = "lodged", "登记", "Lodged"
    RESTATED = "restated", "复述确认", "Read back and confirmed"
    TRIAGED = "triaged", "接诉判定", "Judged"
    """Kind, validity, gravity, urgency, category."""
    INVALID_CONFIRMED = "invalid_confirmed", "复核：确认无效", "Invalid verdict confirmed"
    """The second person agreed (X03)."""
    INVALID_REJECTED = "invalid_rejected", "复核：驳回无效判定", "Invalid verdict rejected"
    """The second person did not agree (X03)."""
    TRANSFERRED = "transferred", "转办", "Transferred"
    HANDED_ON = "handed_on", "人员离岗交接", "Handed on: who had it has left"
    """Who had it works here no more (C01)."""
    HANDLED = "handled", "处理完毕", "Handled", GOOD
    ANSWERED = "answered", "回复", "Answered", GOOD
    RETURN_VISITED = "return_visited", "回访", "Return visit"
    REOPENED = "reopened", "退回处理", "Back to handling", BAD
    """A return visit found it unsolved."""
    PAUSED = "paused", "暂停计时", "Clock paused", WAITING
    RESUMED = "resumed", "恢复计时", "Clock resumed"
    ESCALATED = "escalated", "升级", "Escalated", BAD
    """A tier was told."""
    ACKNOWLEDGED = "acknowledged", "签收升级", "Escalation acknowledged"
    """A named person of the tier has taken note."""
    LETTER_READ = "letter_read", "来函已阅", "Letter read"
    CLASSIFIED = "classified", "定性", "Classified"
    REPAIR_WANTED = "repair_wanted", "转报修", "Repair requested"
    REPAIR_LINKED = "repair_linked", "关联报修", "Repair linked"
    REPAIR_COMPLETED = "repair_completed", "报修完工", "Repair completed", GOOD
    REPAIR_CLOSED = "repair_closed", "报修结案", "Repair closed"
    DEADLINE_RECOUNTED = "deadline_recounted", "重算时限", "Deadline recounted"
    """The statutory calendar of the year was announced."""
    ATTACHED = "attached", "添加附件", "Attachment added"
    """A photo or a paper (C13)."""
    CALL_BACK_PROMISED = "call_back_promised", "约定回电", "Call-back promised", WAITING
    """Somebody will call by a time (C04)."""
    CALL_BACK_MADE = "call_back_made", "已回电", "Called back", GOOD
    CALL_BACK_UNANSWERED = "call_back_unanswered", "回电未接通", "Called back, no answer", WAITING
    """To be called again."""
    CALL_BACK_MISSED = "call_back_missed", "回电超时", "Not called back in time", BAD
    """Nobody called by the time that was promised."""
    TAKEN_OVER = "taken_over", "部门接手", "Taken over by the department"
    """Somebody of the department has it (C14)."""
    SENT_BACK = "sent_back", "退回前台", "Sent back to the desk", BAD
    """It is not the department's (C14)."""
    NOT_TAKEN_OVER = "not_taken_over", "未接手", "Not taken over", BAD
    """Nobody of the department took it over in time (C14)."""
    NOTED = "noted", "内部备注", "Internal note"
    """For colleagues alone (C13)."""
    SUPPLEMENTED = "supplemented", "住户补充", "Added by the resident", WAITING
    REPLIED = "replied", "沟通回复", "Reply"
    """To the resident, before the answer."""
    CORRECTED = "corrected", "更正登记内容", "What was taken down corrected"
    """With what stood there before."""
    WITHDRAWN = "withdrawn", "住户撤回", "Withdrawn"
    """Whoever complained wants nothing more."""
    FIRST_ANSWER_MISSED = "first_answer_missed", "首次回复超时", "No first answer in time", BAD
    """Nobody has answered within a day (C12)."""
    UNATTENDED = "unattended", "线上留言无人受理", "Not taken up in time", BAD
    """Nobody has taken up what was written online (C06)."""
    HOT_ISSUE_JOINED = "hot_issue_joined", "并入热点问题", "Merged into a hot issue", ACTIVE
    """With other cases about the same (X16)."""
    HOT_ISSUE_LEFT = "hot_issue_left", "移出热点问题", "Out of the hot issue"
    """It goes on by itself."""
    CLOSED = "closed", "结案", "Closed", GOOD


class CaseEntry(TimelineEntry):
    """An entry of a case's timeline (C11)."""

    channel = Coded(Channel, required=True, allow_none=True)
    tier = Coded(Tier, required=True, allow_none=True)
    """Of an escalation: the tier that was told."""
    changes = fields.Dict(required=True)
    """`{field: {"before": …, "after": …}}`"""

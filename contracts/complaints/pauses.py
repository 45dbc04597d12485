"""Pauses (暂停, X09): the clock waits for the resident, within limits."""

from contracts.complaints.cases import OneComplaint
from contracts.fields import Text
from foundation.errors import ServiceError


class NotPaused(ServiceError):
    """The case is not paused."""

    code, status = "not_paused", 409
    zh = "案件没有暂停。"


class PausesUsedUp(ServiceError):
    """No pause is left: at most {max_pauses}, {max_minutes} minutes of service time in all."""

    code, status = "pauses_used_up", 409
    zh = "暂停次数或时长已达上限（{max_pauses} 次，共 {max_minutes} 分钟服务时间）。"


class Pause(OneComplaint):
    """Stop the clock while waiting for the resident (X09)."""

    reason = Text(required=True, max=500)

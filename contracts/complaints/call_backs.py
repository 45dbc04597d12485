"""Call-backs (约定回电, C04): what cannot be answered now is promised for a time."""

from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import PageQuery, PlacedView
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.complaints.cases import OneComplaint
from contracts.fields import Coded, Id, Instant, Text, code, require
from foundation.errors import ServiceError

LONGEST_DAYS = 31
"""How far ahead a call may be promised: what is later is a date that was typed wrongly."""


class CallBackState(Code):
    """How far a promised call is."""

    PROMISED = "promised", "待回电", "To be called back", WAITING
    """Its time is still to come."""
    MISSED = "missed", "回电超时", "Not called back in time", BAD
    """Its time has passed, and nobody has called."""
    MADE = "made", "已回电", "Called back", GOOD
    """In time: the resident was reached or answered, or called in vain and promised anew."""
    MADE_LATE = "made_late", "逾时回电", "Called back late", BAD
    """The same, after its time."""


class CallResult(Code):
    """What came of a call."""

    REACHED = "reached", "已接通", "Reached", GOOD
    UNREACHED = "unreached", "未接通", "Nobody answered", WAITING
    """To be called again, at another time."""


class CallBackPromised(ServiceError):
    """A call is promised already: record that one first."""

    code, status = "call_back_promised", 409
    zh = "已有待回电的约定，请先登记该次回电结果。"


class NoCallBack(ServiceError):
    """No call is promised, or it has been made."""

    code, status = "no_call_back", 409
    zh = "没有待回电的约定，或已登记回电。"


class CallBackTime(ServiceError):
    """A call is promised for a time to come, at most {days} days ahead."""

    code, status = "call_back_time", 422
    zh = "回电时间须晚于现在，且不超过{days}天。"


class PromiseCallBack(OneComplaint):
    """Promise to call whoever the case came from, by a time (C04)."""

    due_at = Instant(required=True)
    """Until when they are called."""
    about = Text(load_default=None, allow_none=True, max=500)
    """What they are to be told then, for whoever calls."""


class RecordCallBack(OneComplaint):
    """The call that was promised was made, whatever came of it."""

    result = code(CallResult, required=True)
    again_at = Instant(load_default=None, allow_none=True)
    """Where nobody answered: until when they are called again."""
    remark = Text(load_default=None, allow_none=True, max=500)

    @validates_schema
    def again_where_nobody_answered(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Another time is named where nobody answered, and only there."""
        unreached, named = data["result"] == CallResult.UNREACHED, data["again_at"] is not None
        require(named or not unreached, "Missing data for required field.", "again_at")
        require(unreached or not named, "Only where nobody answered.", "again_at")


class ListCallBacks(PageQuery):
    """Promised calls, newest first; all filters that are given must hold."""

    state = code(CallBackState, load_default=None, allow_none=True)
    complaint_id = Id(load_default=None, allow_none=True)
    open = fields.Boolean(load_default=False)
    """Only those that are still to be made, in time or not."""


class CallBackView(PlacedView):
    """A call that was promised."""

    id = Id(required=True)
    complaint_id = Id(required=True)
    number = fields.String(required=True)
    """Of the case."""
    contact_name = fields.String(required=True)
    about = fields.String(required=True, allow_none=True)
    due_at = Instant(required=True)
    promised_at = Instant(required=True)
    promised_by = fields.String(required=True)
    state = Coded(CallBackState, required=True)
    made_at = Instant(required=True, allow_none=True)
    made_by = fields.String(required=True, allow_none=True)
    result = Coded(CallResult, required=True, allow_none=True)
    """Null: not made so far, or it was the answer."""
    remark = fields.String(required=True, allow_none=True)

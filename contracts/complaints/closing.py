"""Closing (结案, X10): the end of a case that has its answer."""

from contracts.code import GOOD, Code
from contracts.complaints.cases import OneComplaint
from contracts.fields import Text
from foundation.errors import ServiceError


class Outcome(Code):
    """How a case was closed (X10)."""

    CONFIRMED = "confirmed", "回访确认已解决", "Confirmed as solved", GOOD
    """The resident said that it is solved."""
    ANSWERED = "answered", "答复结案", "Closed with the answer", GOOD
    """An inquiry or a suggestion, closed with its answer."""
    UNREACHED = "unreached", "未联系上", "Nobody reached"
    """Three attempts on different days; reported apart."""


class ReturnVisitMissing(ServiceError):
    """No resident has confirmed in a return visit that it is solved."""

    code, status = "return_visit_missing", 409
    zh = "住户尚未在回访中确认已解决，不能结案。"


class Close(OneComplaint):
    """End the case."""

    remark = Text(load_default=None, allow_none=True, max=500)

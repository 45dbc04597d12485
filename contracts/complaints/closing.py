"""Closing (结案, X10): the end of a case that has its answer."""

from contracts.complaints.cases import OneComplaint
from contracts.fields import Text
from foundation.errors import ServiceError


class ReturnVisitMissing(ServiceError):
    """No resident has confirmed in a return visit that it is solved."""

    code, status = "return_visit_missing", 409
    zh = "住户尚未在回访中确认已解决，不能结案。"


class Close(OneComplaint):
    """End the case."""

    remark = Text(load_default=None, allow_none=True, max=500)

"""Return visits (回访, X10): the department is asked, then the resident, until it is solved."""

from marshmallow import fields

from contracts.base import View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.complaints.cases import OneComplaint
from contracts.fields import Coded, Instant, Text, code
from foundation.errors import ServiceError


class Party(Code):
    """Whom a return visit asks (X10)."""

    DEPARTMENT = "department", "责任部门", "Department"
    """The department that handled it; asked first."""
    RESIDENT = "resident", "住户", "Resident"
    """The one who complained."""


class VisitResult(Code):
    """What a return visit found (X10)."""

    SOLVED = "solved", "已解决", "Solved", GOOD
    UNSOLVED = "unsolved", "未解决", "Not solved", BAD
    """Back to handling."""
    UNREACHED = "unreached", "未联系上", "Nobody reached", WAITING
    """Nobody answered."""


class DepartmentFirst(ServiceError):
    """The responsible department is asked first; it has not said that it is solved."""

    code, status = "department_first", 409
    zh = "请先向责任部门核实已解决，再回访住户。"


class VisitorIsHandler(ServiceError):
    """The resident is asked by somebody other than the handler."""

    code, status = "visitor_is_handler", 403
    zh = "经办人不能回访自己处理的投诉。"


class DepartmentIsReachable(ServiceError):
    """A department is always reached: it says solved or unsolved."""

    code, status = "department_is_reachable", 422
    zh = "责任部门须答复是否已解决。"


class ReturnVisit(OneComplaint):
    """Ask whether it is really solved (X10)."""

    party = code(Party, required=True)
    result = code(VisitResult, required=True)
    remark = Text(load_default=None, allow_none=True, min=0, max=1000)


class ReturnVisitView(View):
    """A return visit (X10)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    party = Coded(Party, required=True)
    result = Coded(VisitResult, required=True)
    remark = fields.String(required=True, allow_none=True)
    round = fields.Integer(required=True)

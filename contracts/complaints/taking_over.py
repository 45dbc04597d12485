"""Taking over (接手, C14): what was transferred to a department is somebody's, or goes back."""

from contracts.code import BAD, WAITING, Code
from contracts.complaints.cases import OneComplaint
from contracts.fields import Id, Text
from foundation.errors import ServiceError


class TakeOverState(Code):
    """How long a case has waited for its department."""

    WAITING = "waiting", "待接手", "To be taken over", WAITING
    """Its time is still to come."""
    LATE = "late", "未接手", "Not taken over", BAD
    """Its time has passed, and nobody has."""


class NotTransferred(ServiceError):
    """The case is with no department."""

    code, status = "not_transferred", 409
    zh = "该投诉未转至职能部门。"


class AlreadyTakenOver(ServiceError):
    """Somebody has it already: {handler}."""

    code, status = "already_taken_over", 409
    zh = "该投诉已由{handler}接手。"


class OfAnotherDepartment(ServiceError):
    """It was transferred to {department}: that is for who works there, for whom the transfer names,
    and for managers."""

    code, status = "of_another_department", 403
    zh = "该投诉已转至{department}，仅该部门人员、指定经办人和主管以上人员可接手或退回。"


class OnlyManagersName(ServiceError):
    """Only managers name somebody else to take it over."""

    code, status = "only_managers_name", 403
    zh = "仅主管以上人员可指定他人接手。"


class TakeOver(OneComplaint):
    """Take over what was transferred (C14); who does it is its handler."""

    handler_id = Id(load_default=None, allow_none=True)
    """Who is to have it, where a manager names somebody else."""


class SendBack(OneComplaint):
    """Send back what was transferred: the desk has it again (C14)."""

    reason = Text(required=True, max=500)
    """Why it is not the department's."""

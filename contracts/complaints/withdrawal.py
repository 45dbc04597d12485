"""Withdrawal (撤回, C13): whoever complained wants nothing more done about it."""

from contracts.complaints.cases import Channel, OneComplaint
from contracts.fields import Text, code
from foundation.errors import ServiceError


class ManagerWithdraws(ServiceError):
    """It is major, urgent, late or escalated: a manager records its withdrawal."""

    code, status = "manager_withdraws", 403
    zh = "重大、紧急、超时或已升级的案件，须由管理人员登记撤回。"


class NotTheComplainant(ServiceError):
    """Only whoever complained can withdraw it."""

    code, status = "not_the_complainant", 403
    zh = "只有投诉人本人可以撤回。"


class Withdraw(OneComplaint):
    """End a case before its answer, because whoever complained wants that."""

    reason = Text(required=True, max=500)
    """In their words."""
    channel = code(Channel, load_default=None, allow_none=True)
    """How they said it, where the desk takes it down; residents withdraw `online`."""

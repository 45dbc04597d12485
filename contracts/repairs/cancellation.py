"""Cancellation (取消): a request is withdrawn before it is done."""

from contracts.fields import Text
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class TooLateToCancel(ServiceError):
    """The engineer has set out; ask the front desk to cancel."""

    code, status = "too_late_to_cancel", 409
    zh = "维修工已出发，请联系前台取消。"


class CancelRepair(OneRepair):
    """The request is withdrawn."""

    reason = Text(required=True, max=500)

"""Classification (定性, X11): general, repeat or malignant."""

from contracts.code import BAD, WAITING, Code
from contracts.complaints.cases import OneComplaint
from contracts.fields import Text, code
from foundation.errors import ServiceError


class Final(Code):
    """The classification of the monthly statistics (X11)."""

    GENERAL = "general", "一般投诉", "General complaint"
    REPEAT = "repeat", "重复投诉", "Repeat complaint", WAITING
    """Two return visits failed."""
    MALIGNANT = "malignant", "恶性投诉", "Serious complaint", BAD
    """A grave one; set by a supervisor or above, with the reason."""


class ReasonMissing(ServiceError):
    """This needs a reason."""

    code, status = "reason_missing", 422
    zh = "请说明理由。"


class Classify(OneComplaint):
    """The final classification (X11)."""

    final = code(Final, required=True)
    reason = Text(load_default=None, allow_none=True, max=500)

"""Classification (定性, X11): general, repeat or malignant."""

from contracts.complaints.cases import Final, OneComplaint
from contracts.fields import Text, code
from foundation.errors import ServiceError


class ReasonMissing(ServiceError):
    """This needs a reason."""

    code, status = "reason_missing", 422
    zh = "请说明理由。"


class Classify(OneComplaint):
    """The final classification (X11)."""

    final = code(Final, required=True)
    reason = Text(load_default=None, allow_none=True, max=500)

"""Late charges (违约金): grown by the day, waived by a supervisor (B11)."""

from marshmallow import validate

from contracts.base import Payload
from contracts.fields import Id, Text, Yuan
from foundation.errors import ServiceError


class NothingToWaive(ServiceError):
    """There are only {owed} yuan of late charge to waive."""

    code, status = "nothing_to_waive", 409
    zh = "可减免的违约金只有 {owed} 元。"


class WaiveLateCharge(Payload):
    """Waive the late charge of a bill, or a part of it (B11)."""

    bill_id = Id(required=True)
    amount = Yuan(
        load_default=None,
        allow_none=True,
        validate=validate.Range(min=0, min_inclusive=False, error="Must be greater than 0."),
    )
    """Yuan; without it, all that is still owed of it."""
    reason = Text(required=True, min=2, max=500)

"""Acknowledgements (知悉, X06, X09): tiers take note of escalations, by name."""

from marshmallow import fields

from contracts.complaints.cases import OneComplaint
from contracts.fields import Text
from foundation.errors import ServiceError


class NothingToAcknowledge(ServiceError):
    """Nothing waits for your acknowledgement."""

    code, status = "nothing_to_acknowledge", 409
    zh = "没有等待您确认的事项。"


class Acknowledge(OneComplaint):
    """Take note of an escalation, by name (X09)."""

    beyond_authority = fields.Boolean(load_default=False)
    """It exceeds my authority: the director is told at once (X06)."""
    remark = Text(load_default=None, allow_none=True, max=500)

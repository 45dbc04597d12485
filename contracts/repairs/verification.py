"""Verification (核实, R01): the desk's first check, after which a work order is issued."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.fields import Text, code, require
from contracts.repairs.first_check import FirstCheckAnswer
from contracts.repairs.priority import Priority
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class LoweringNeedsReason(ServiceError):
    """Lowering the priority needs a reason."""

    code, status = "lowering_needs_reason", 422
    zh = "降低优先级须说明理由。"


class VerifyRepair(OneRepair):
    """The desk's first check (R01): what it found, and what follows."""

    first_check = fields.List(
        fields.Nested(FirstCheckAnswer), load_default=list, validate=validate.Length(max=20)
    )
    wrong_handling = fields.Boolean(load_default=False)
    """The fault came from how it was used; `advice` solved it."""
    advice = Text(load_default=None, allow_none=True)
    chargeable = fields.Boolean(load_default=False)
    """Outside the free scope: needs a quote that the resident accepts (R04)."""
    priority = code(Priority, load_default=None, allow_none=True)
    reason = Text(load_default=None, allow_none=True)
    """Why the priority is lowered."""

    @validates_schema
    def check_advice(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse wrong handling without the advice that solved it."""
        given = not data["wrong_handling"] or data["advice"]
        require(bool(given), "Say what advice solved it.", "advice")

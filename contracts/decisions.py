"""What a second person decides on (双人审批): the fields of the decision, and of what is shown."""

from typing import Any

from marshmallow import fields, validates_schema

from contracts.base import Payload, View
from contracts.fields import Id, Instant, Text, require


class Decision(Payload):
    """Approve or reject; not by whoever asked for it or had a part in it."""

    approve = fields.Boolean(required=True)
    remark = Text(load_default=None, allow_none=True, max=500)
    """Why not, where it is rejected."""


class ReasonedDecision(Decision):
    """A decision of which a rejection says why."""

    @validates_schema
    def a_rejection_says_why(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Whoever asked learns what speaks against it."""
        require(data["approve"] or bool(data["remark"]), "Say why it is rejected.", "remark")


class DecisionView(View):
    """Who asked and who decided, and how far it is; `decides`: whether the reader may."""

    id = Id(required=True)
    status = fields.String(required=True)
    requested_by = fields.String(required=True)
    requested_at = Instant(required=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
    decides = fields.Boolean(required=True)

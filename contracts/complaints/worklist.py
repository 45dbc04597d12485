"""Worklist (待办, X03, X07, X09): what waits for a manager."""

from marshmallow import fields

from contracts.base import PageQuery, PlacedView, View
from contracts.code import WAITING, Code
from contracts.complaints.cases import Gravity, Kind, Status
from contracts.complaints.escalation import Tier
from contracts.fields import Coded, Id, Instant


class Waiting(Code):
    """What a case waits for from a manager."""

    ACKNOWLEDGEMENT = "acknowledgement", "待签收", "To be acknowledged", WAITING
    """An escalation that nobody of the tier has acknowledged (X09)."""
    CONFIRMATION = "confirmation", "待复核", "To be confirmed", WAITING
    """An invalid verdict that needs a second person (X03)."""
    READING = "reading", "待阅", "To be read", WAITING
    """A letter that the deputy manager has not seen (X07)."""

    @property
    def is_reading(self) -> bool:
        """It is a letter to read."""
        return self is Waiting.READING


class EscalationQuery(PageQuery):
    """What waits for the caller."""


class WaitingView(View):
    """What a case waits for."""

    waits_for = Coded(Waiting, required=True)
    tier = Coded(Tier, required=True, allow_none=True)
    since = Instant(required=True)
    until = Instant(required=True, allow_none=True)
    """After this the next tier is told as well."""
    detail = fields.String(required=True, allow_none=True)


class EscalationItem(PlacedView):
    """A case that waits for the caller's acknowledgement or decision."""

    id = Id(required=True)
    complaint_id = Id(required=True)
    """The same: what the actions on the case take."""
    number = fields.String(required=True)
    status = Coded(Status, required=True)
    kind = Coded(Kind, required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    gravity = Coded(Gravity, required=True)
    tier = Coded(Tier, required=True)
    description = fields.String(required=True)
    due_at = Instant(required=True, allow_none=True)
    first_responsible = fields.String(required=True, allow_none=True)
    handler = fields.String(required=True, allow_none=True)
    waiting = fields.List(fields.Nested(WaitingView), required=True)
    version = fields.Integer(required=True)

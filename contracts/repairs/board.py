"""Board (维修看板, R02, R04, R05): responses kept, follow-ups made, charges paid."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload, PlacedView, View
from contracts.fields import Day, Id, Instant, Yuan, require

YEARS = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
"""Periods that figures are asked for."""


class FiguresQuery(Payload):
    """The period of the figures; without dates, the current month."""

    since = Day(load_default=None, allow_none=True, validate=YEARS)
    until = Day(load_default=None, allow_none=True, validate=YEARS)
    """The last day that counts."""

    @validates_schema
    def check_order(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a period that ends before it starts."""
        since, until = data["since"], data["until"]
        ordered = since is None or until is None or since <= until
        require(ordered, "The period ends before it starts.", "until")


class ResponseFigures(View):
    """Responses of the period by when they were due (R02)."""

    due = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    share = fields.String(required=True, allow_none=True)
    """kept ÷ due with four decimals; None where nothing was due."""


class FollowUpFigures(View):
    """Follow-ups of the repairs completed in the period (R05)."""

    completed = fields.Integer(required=True)
    due = fields.Integer(required=True)
    """Followed up already, or day 3 has passed; without those that could not be reached."""
    followed_up = fields.Integer(required=True)
    early = fields.Integer(required=True)
    in_time = fields.Integer(required=True)
    late = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    unreached = fields.Integer(required=True)
    """Given up after attempts on enough different days: neither followed up nor overdue."""
    rate = fields.String(required=True, allow_none=True)
    """followed_up ÷ due with four decimals; None where nothing was due."""
    solved = fields.Integer(required=True)
    average_rating = fields.String(required=True, allow_none=True)


class ChargeFigures(View):
    """Charges of completed repairs and their payment (R04), in yuan."""

    charged = Yuan(required=True)
    paid = Yuan(required=True)
    unpaid = Yuan(required=True)
    unpaid_count = fields.Integer(required=True)


class OverdueFollowUp(PlacedView):
    """A completed repair that nobody has followed up in time (R05)."""

    repair_id = Id(required=True)
    number = fields.String(required=True)
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    engineer_name = fields.String(required=True, allow_none=True)
    completed_at = Instant(required=True)
    follow_up_by = Instant(required=True)


class RepairFigures(View):
    """The board of repairs for a period."""

    since = Day(required=True)
    until = Day(required=True)
    response = fields.Nested(ResponseFigures, required=True)
    follow_up = fields.Nested(FollowUpFigures, required=True)
    charges = fields.Nested(ChargeFigures, required=True)
    overdue_follow_ups = fields.List(fields.Nested(OverdueFollowUp), required=True)
    """Of all time, most overdue first, at most 100."""

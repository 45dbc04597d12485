"""Trends (趋势, X14): how months compare, and who is ranked."""

from marshmallow import fields, validate

from contracts.base import Payload, PlacedView, View
from contracts.complaints.fields import Month
from contracts.fields import Whole


class TrendQuery(Payload):
    """The last month of the course, and how many months it has."""

    month = Month(required=True)
    months = Whole(load_default=12, validate=validate.Range(1, 36))


class MonthLine(View):
    """A month's figures, as the month's report has them (X02, X05, X11)."""

    month = fields.String(required=True)
    contacts = fields.Integer(required=True)
    complaints = fields.Integer(required=True)
    """Without those that were found invalid."""
    kept = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    running = fields.Integer(required=True)
    share_kept = fields.Decimal(required=True, allow_none=True, as_string=True)
    """Per cent of those decided, one decimal; None where none is."""
    repeat = fields.Integer(required=True)
    malignant = fields.Integer(required=True)


class Ranked(PlacedView):
    """Complaints of a team or building in relation to the households it serves (X14)."""

    rank = fields.Integer(required=True)
    """1 has most complaints per household; equal ones share a rank."""
    key = fields.String(required=True)
    complaints = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    repeat = fields.Integer(required=True)
    malignant = fields.Integer(required=True)
    households = fields.Integer(required=True)
    per_hundred = fields.Decimal(required=True, allow_none=True, as_string=True)
    """Complaints per hundred households, two decimals; None where no household is known."""


class RankedTeam(Ranked):
    """The same of a team."""

    name = fields.String(required=True, allow_none=True)
    """The department in the caller's language; None: the desk."""


class TrendView(View):
    """The course of some months, and the ranking of the last of them."""

    month = fields.String(required=True)
    months = fields.List(fields.Nested(MonthLine), required=True)
    """Oldest first."""
    by_team = fields.List(fields.Nested(RankedTeam), required=True)
    """Of the month. A department serves all households; `desk` is what was never transferred."""
    by_building = fields.List(fields.Nested(Ranked), required=True)
    """Of the month; complaints of no building are left out."""

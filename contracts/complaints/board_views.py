"""What the board of complaints shows: what is overdue now, how months compare, who is ranked."""

from marshmallow import fields

from contracts.base import View
from contracts.fields import Instant


class OverdueCount(View):
    """Open cases past their deadline, of one tier or team."""

    key = fields.String(required=True)
    count = fields.Integer(required=True)
    oldest_due_at = Instant(required=True, allow_none=True)
    """The earliest deadline that was missed; None where there is none."""


class OverdueBoard(View):
    """All cases that are not answered although they were due, at this moment (X05, X08)."""

    as_of = Instant(required=True)
    total = fields.Integer(required=True)
    by_tier = fields.List(fields.Nested(OverdueCount), required=True)
    """By the highest tier that was told; every tier, bottom up."""
    by_team = fields.List(fields.Nested(OverdueCount), required=True)
    """By responsible department, `desk` where it was never transferred; most first."""


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


class Ranked(View):
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


class TrendView(View):
    """The course of some months, and the ranking of the last of them."""

    month = fields.String(required=True)
    months = fields.List(fields.Nested(MonthLine), required=True)
    """Oldest first."""
    by_team = fields.List(fields.Nested(Ranked), required=True)
    """Of the month. A department serves all households; `desk` is what was never transferred."""
    by_building = fields.List(fields.Nested(Ranked), required=True)
    """Of the month; complaints of no building are left out."""

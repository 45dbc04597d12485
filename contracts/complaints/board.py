"""Board (超期看板, X05, X08): what is overdue at this moment."""

from marshmallow import fields

from contracts.base import View
from contracts.fields import Instant


class OverdueCount(View):
    """Open cases past their deadline, of one tier or team."""

    key = fields.String(required=True)
    count = fields.Integer(required=True)
    oldest_due_at = Instant(required=True, allow_none=True)
    """The earliest deadline that was missed; None where there is none."""


class OverdueTeam(OverdueCount):
    """The same of one team."""

    name = fields.String(required=True, allow_none=True)
    """The department in the caller's language; None: the desk."""


class OverdueBoard(View):
    """All cases that are not answered although they were due, at this moment (X05, X08)."""

    as_of = Instant(required=True)
    total = fields.Integer(required=True)
    by_tier = fields.List(fields.Nested(OverdueCount), required=True)
    """By the highest tier that was told; every tier, bottom up."""
    by_team = fields.List(fields.Nested(OverdueTeam), required=True)
    """By responsible department, `desk` where it was never transferred; most first."""

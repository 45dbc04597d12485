"""Explanation (时限说明, C11): how the deadline of a case came about, in words."""

from marshmallow import fields

from contracts.base import ClockSegment, View
from contracts.complaints.escalation import Tier
from contracts.fields import Coded, Instant


class NextStep(View):
    """The tier that is told next, if nothing happens."""

    tier = Coded(Tier, required=True)
    at = Instant(required=True)


class DeadlineView(View):
    """The deadline, explained (C11). Minutes are minutes of service time."""

    limit = fields.String(required=True)
    """`own_scope`, `transferred` or `urgent` (X05)."""
    allowed_days = fields.Integer(required=True)
    """0: the same day."""
    day_kind = fields.String(required=True)
    lodged_at = Instant(required=True)
    counted_from = Instant(required=True)
    """Later than `lodged_at` where that was outside service hours."""
    due_at = Instant(required=True)
    limit_at = Instant(required=True)
    """When our own limit ends, with what the clock stood still."""
    own_due_at = Instant(required=True, allow_none=True)
    """The limit that the case came with (C12); the earlier one is `due_at`."""
    provisional = fields.Boolean(required=True)
    counted_minutes = fields.Integer(required=True)
    uncounted_minutes = fields.Integer(required=True)
    """Minutes on the wall clock that did not count."""
    stopped_minutes = fields.Integer(required=True)
    """Service minutes during which the clock stood still: by so much the deadline moved."""
    stopped_at = Instant(required=True, allow_none=True)
    kept = fields.Boolean(required=True, allow_none=True)
    """None while it may still be kept."""
    next_step = fields.Nested(NextStep, required=True, allow_none=True)
    explanation = fields.String(required=True)
    """In words, in the caller's language."""
    segments = fields.List(fields.Nested(ClockSegment), required=True)

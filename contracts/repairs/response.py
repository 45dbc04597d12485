"""Response (响应时限, R02): the clock from the request until the engineer sets out."""

from marshmallow import fields

from contracts.base import ClockSegment, View
from contracts.fields import Instant


class ResponseClockView(View):
    """The response deadline of one round, explained (R02, C11). Minutes of service time."""

    started_at = Instant(required=True)
    limit_minutes = fields.Integer(required=True)
    carried_minutes = fields.Integer(required=True)
    """Used up by earlier rounds: a reopened repair goes on with the original clock (R05)."""
    around_the_clock = fields.Boolean(required=True)
    opens = fields.String(required=True)
    closes = fields.String(required=True)
    """The service hours of a day."""
    respond_by = Instant(required=True)
    provisional = fields.Boolean(required=True)
    """Reaches into a year whose holidays are not announced yet."""
    stopped_at = Instant(required=True, allow_none=True)
    kept = fields.Boolean(required=True, allow_none=True)
    segments = fields.List(fields.Nested(ClockSegment), required=True)

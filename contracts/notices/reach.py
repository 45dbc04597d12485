"""Reach (触达): whom a notice has reached, and which channel is next."""

from marshmallow import fields, validate

from contracts.base import View
from contracts.fields import Id, Instant, Whole
from contracts.notices.workflow import OneNotice


class ReachQuery(OneNotice):
    """Whose reach to list (N04)."""

    limit = Whole(load_default=200, validate=validate.Range(1, 1000))
    cursor = Id(load_default=None, allow_none=True)
    missing = fields.Boolean(load_default=False)
    """Only those who have not been reached."""


class ReachedView(View):
    """What is known of one household, or one member of staff, that a notice is for."""

    id = Id(required=True)
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    person_name = fields.String(required=True, allow_none=True)
    delivered = fields.Boolean(required=True)
    delivered_at = Instant(required=True, allow_none=True)
    delivered_by = fields.String(required=True, allow_none=True)
    """The portal, until another channel has brought it to the person."""
    read = fields.Boolean(required=True)
    read_at = Instant(required=True, allow_none=True)
    acknowledged = fields.Boolean(required=True)
    acknowledged_at = Instant(required=True, allow_none=True)
    reached = fields.Boolean(required=True)


class MissingView(View):
    """Somebody who has not been reached."""

    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    person_name = fields.String(required=True, allow_none=True)


class ReachView(View):
    """How far a notice has got, for the text in force (N04)."""

    notice_id = Id(required=True)
    edition = fields.Integer(required=True)
    total = fields.Integer(required=True)
    delivered = fields.Integer(required=True)
    read = fields.Integer(required=True)
    acknowledged = fields.Integer(required=True)
    reached = fields.Integer(required=True)
    """Acknowledged where that is asked for; else read, or delivered to the person by e-mail and
    the like or at the door. Lying in the portal is not enough."""
    must_acknowledge = fields.Boolean(required=True)
    reach_by = Instant(required=True, allow_none=True)
    """When those not reached fall through to the next channel."""
    missing = fields.List(fields.Nested(MissingView), required=True)
    """All who have not been reached."""
    items = fields.List(fields.Nested(ReachedView), required=True)
    next_cursor = fields.String(required=True, allow_none=True)

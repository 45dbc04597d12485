"""Untold (逾期未告知): what nobody was notified of because it was too late."""

from marshmallow import fields

from contracts.base import PlacedView, View
from contracts.fields import Coded, Id, Instant
from contracts.notices.messages import SubjectView
from contracts.notices.templates import Purpose


class UntoldView(PlacedView):
    """Something that nobody was told because it had happened too long ago (N03)."""

    id = Id(required=True)
    purpose = Coded(Purpose, required=True)
    """Which message it would have been."""
    subject = fields.Nested(SubjectView, required=True, allow_none=True)
    household_id = Id(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    occurred_at = Instant(required=True)
    at = Instant(required=True)
    """When it was left out."""
    hours_late = fields.Integer(required=True)


class UntoldPage(View):
    """One page of what was left untold, newest first, with how much it is in all."""

    items = fields.List(fields.Nested(UntoldView), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    since = Instant(required=True, allow_none=True)
    """Since when tellings were left out; None where none was."""

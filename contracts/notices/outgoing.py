"""Outgoing messages (发件记录) as the office sees them."""

from marshmallow import fields

from contracts.base import PageQuery, PlacedView
from contracts.fields import Coded, Id, Instant, code
from contracts.notices.channels import Channel
from contracts.notices.messages import MessageStatus
from contracts.notices.templates import Purpose


class OutgoingQuery(PageQuery):
    """Which outgoing messages to list."""

    status = code(MessageStatus, load_default=None, allow_none=True)
    channel = code(Channel, load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)


class OutgoingView(PlacedView):
    """An outgoing message as the office sees it."""

    id = Id(required=True)
    purpose = Coded(Purpose, required=True)
    channel = Coded(Channel, required=True)
    status = Coded(MessageStatus, required=True)
    title = fields.String(required=True)
    notice_id = Id(required=True, allow_none=True)
    household_id = Id(required=True, allow_none=True)
    person_id = Id(required=True, allow_none=True)
    person_name = fields.String(required=True, allow_none=True)
    created_at = Instant(required=True)
    attempts = fields.Integer(required=True)
    next_attempt_at = Instant(required=True, allow_none=True)
    sent_at = Instant(required=True, allow_none=True)
    error = fields.String(required=True, allow_none=True)

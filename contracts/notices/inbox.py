"""The inbox (收件箱) of a person."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.fields import Coded, Id, Instant
from contracts.notices.messages import SubjectView
from contracts.notices.templates import Purpose


class OneMessage(Payload):
    """A message."""

    message_id = Id(required=True)


class MyMessages(PageQuery):
    """Which of the caller's messages to list."""

    unread = fields.Boolean(load_default=False)
    """Only those not read yet."""


class MessageView(PlacedView):
    """A message in the caller's inbox, in the caller's language."""

    id = Id(required=True)
    purpose = Coded(Purpose, required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    household_id = Id(required=True, allow_none=True)
    subject = fields.Nested(SubjectView, required=True, allow_none=True)
    """Where it leads."""
    times = fields.Integer(required=True)
    """How often it was told: what is told again of one thing is one message."""
    first_at = Instant(required=True)
    sent_at = Instant(required=True, allow_none=True)
    """When it was told last."""
    read_at = Instant(required=True, allow_none=True)
    settled_at = Instant(required=True, allow_none=True)
    """Since when it is no longer true."""
    settled = fields.String(required=True, allow_none=True)
    """Why it is no longer true."""


class InboxView(View):
    """The caller's messages, newest first, and how many are unread in all."""

    items = fields.List(fields.Nested(MessageView), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
    unread = fields.Integer(required=True)

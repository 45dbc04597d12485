"""First answers (首次回复, C12): whoever called or wrote hears from a person within a day."""

from marshmallow import fields

from contracts.base import View
from contracts.complaints.cases import Channel

ANSWERED_FIRST = frozenset({Channel.PHONE, Channel.LETTER, Channel.ONLINE, Channel.PLATFORM})
"""Channels on which one waits for an answer: whoever stands at the counter speaks to a person, and
what is found on a round is nobody's question."""


class FirstAnswerFigures(View):
    """First answers of a month's contacts (C12), whatever kind they are of."""

    asked = fields.Integer(required=True)
    """Contacts by telephone, letter or message."""
    kept = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    """Answered late, or not yet although it was due."""
    running = fields.Integer(required=True)
    share_kept = fields.Decimal(required=True, allow_none=True, as_string=True)
    """Per cent of those decided, one decimal; None where none is."""

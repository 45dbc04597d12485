"""Platform import (平台导入, C05): each message becomes one case."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.complaints.cases import Kind
from contracts.complaints.platform_messages import MessageOutcome
from contracts.fields import Id, Instant, code, spreadsheet


class ImportPlatform(Payload):
    """Messages of the city's public platform: an .xlsx as base64 (C05)."""

    file = spreadsheet()
    dry_run = fields.Boolean(load_default=False)
    """Check only; no case is made."""


class ImportRowError(View):
    """What is wrong with one row, in the caller's language."""

    row = fields.Integer(required=True)
    field = fields.String(required=True)
    message = fields.String(required=True)


class ImportedMessage(View):
    """What a good row of an import came to, or would come to (C05)."""

    row = fields.Integer(required=True)
    message_number = fields.String(required=True)
    user = fields.String(required=True)
    subject = fields.String(required=True)
    written_at = Instant(required=True)
    replied = fields.Boolean(required=True)
    """It was answered on the platform: its case comes in, or becomes, answered."""
    kind = code(Kind, required=True)
    """As far as its words tell; the desk judges it."""
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    outcome = code(MessageOutcome, required=True)
    complaint_id = Id(required=True, allow_none=True)
    """Its case; null: a dry run has made none."""
    number = fields.String(required=True, allow_none=True)
    """The number of the case."""


class ImportView(View):
    """What an import made, or would make (C05)."""

    created = fields.Integer(required=True)
    duplicates = fields.Integer(required=True)
    """Messages that were cases before, or stand in the file a second time."""
    answered = fields.Integer(required=True)
    """Of these, cases that the reply answers which the message has now."""
    imported = fields.Boolean(required=True)
    """False: it was a dry run, and no case was made."""
    errors = fields.List(fields.Nested(ImportRowError), required=True)
    messages = fields.List(fields.Nested(ImportedMessage), required=True)
    """Every good row, in the order of the file."""

"""Notes on a household (住户备注, D06): what the staff should know; no resident sees one."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, View
from contracts.fields import Id, Instant, Text


class ListNotes(PageQuery):
    """Of one household: the important ones first, then the newest."""

    household_id = Id(required=True)
    ended = fields.Boolean(load_default=False)
    """Those that hold no more, newest first, instead of those that do."""


class AddNote(Payload):
    """Something that whoever deals with the household should know."""

    household_id = Id(required=True)
    text = Text(required=True, max=1000)
    important = fields.Boolean(load_default=False)
    """To be seen first."""


class ChangeNote(Payload):
    """Whether it is important, or holds no more; what it says stays as it was written."""

    household_id = Id(required=True)
    note_id = Id(required=True)
    important = fields.Boolean()
    ended = fields.Boolean()


class NoteView(View):
    """A note, who wrote it and when."""

    id = Id(required=True)
    household_id = Id(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    text = fields.String(required=True)
    important = fields.Boolean(required=True)
    until = Instant(required=True, allow_none=True)
    """Until when it held; null: it does."""
    version = fields.Integer(required=True)

"""Payloads and views of unmasked looks and their log (D03)."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.directory.codes import Confidential, LookKind
from contracts.fields import Id, Instant, Text


class Reveal(Payload):
    """An unmasked look at one number, for a named purpose."""

    household_id = Id(required=True)
    member_id = Id(load_default=None, allow_none=True)
    """Without: the owner, for residents their own entry."""
    what = fields.String(
        load_default=Confidential.PHONE, validate=validate.OneOf(list(Confidential))
    )
    purpose = Text(required=True, min=2, max=200)


class RevealView(View):
    """The number, and the look under which it was given."""

    look_id = Id(required=True)
    value = fields.String(required=True, allow_none=True)


class LookView(View):
    """Who saw what, when and what for (D03)."""

    id = Id(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    by_id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(list(LookKind)))
    what = fields.String(required=True)
    household_id = Id(required=True, allow_none=True)
    place = fields.String(load_default=None, allow_none=True)
    """Building and unit of the household, as the archive has them now."""
    purpose = fields.String(required=True)
    rows = fields.Integer(required=True)


class ListLooks(PageQuery):
    """The log of unmasked looks, newest first."""

    household_id = Id(load_default=None, allow_none=True)

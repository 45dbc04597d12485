"""Privacy (隐私, D03): looks at a contact's whole number, each with its reason."""

from marshmallow import fields

from contracts.base import PageQuery, PlacedView, View
from contracts.fields import Id, Instant, Text
from contracts.repairs.requests import OneRepair


class RevealContact(OneRepair):
    """An unmasked look at the contact's phone number, logged with its reason (D03)."""

    reason = Text(required=True, min=2, max=200)


class ListLooks(PageQuery):
    """The log of unmasked looks, newest first (D03)."""

    repair_id = Id(load_default=None, allow_none=True)


class ContactView(View):
    """The number of the contact, and the look under which it was given (D03)."""

    look_id = Id(required=True)
    contact_name = fields.String(required=True)
    contact_phone = fields.String(required=True)


class LookView(PlacedView):
    """Who saw a contact's number unmasked, when and why (D03)."""

    id = Id(required=True)
    at = Instant(required=True)
    by_id = fields.String(required=True)
    by = fields.String(required=True)
    repair_id = Id(required=True)
    repair_number = fields.String(required=True)
    reason = fields.String(required=True)

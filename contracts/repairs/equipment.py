"""Equipment (代用设备, R03): what is taken away for repair, and what is lent for it."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, PlacedView
from contracts.fields import Id, Instant, Text
from contracts.repairs.requests import OneRepair
from foundation.errors import ServiceError


class AlreadyReturned(ServiceError):
    """This equipment has been returned already."""

    code, status = "already_returned", 409
    zh = "该物品已归还登记。"


class TakeEquipment(OneRepair):
    """Equipment leaves the unit, with the resident's signature (R03)."""

    item = Text(required=True, max=200)
    consent_signature = Text(required=True, max=200)
    """Who signed, and on which paper."""
    lent_item = Text(load_default=None, allow_none=True, max=200)
    """The equivalent one that is lent until it is back."""


class OpenLoans(PageQuery):
    """Filters of the list of equipment that is out (R03); all that are given must hold."""

    repair_id = Id(load_default=None, allow_none=True)
    mine = fields.Boolean(load_default=False)
    """Only what was taken away in an engineer's own orders."""


class ReturnEquipment(Payload):
    """Equipment is back, and what was lent has been handed in (R03)."""

    loan_id = Id(required=True)
    receipt_signature = Text(required=True, max=200)


class LoanView(PlacedView):
    """Equipment that was taken away, and what was lent for it (R03)."""

    id = Id(required=True)
    repair_id = Id(required=True)
    repair_number = fields.String(required=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    public_place = fields.String(required=True, allow_none=True)
    item = fields.String(required=True)
    lent_item = fields.String(required=True, allow_none=True)
    consent_signature = fields.String(required=True)
    taken_at = Instant(required=True)
    taken_by = fields.String(required=True)
    returned_at = Instant(required=True, allow_none=True)
    receipt_signature = fields.String(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""

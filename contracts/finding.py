"""Find (P07): what one box finds of each service, by number, name, place, plate or words."""

from marshmallow import fields, validate

from contracts.base import Payload, PlacedView, View
from contracts.code import Code
from contracts.fields import Coded, Id, Text, Whole

MOST_LETTERS = 60
"""Of what is looked for."""
MOST = 10
"""Of each kind, at most."""
BETWEEN = " · "
"""Between the parts of what is told of a thing."""


class FoundKind(Code):
    """What was found; groups stand in this order."""

    HOUSEHOLD = "household", "住户", "Households"
    PERSON = "person", "住户成员", "Members"
    VEHICLE = "vehicle", "车辆", "Vehicles"
    COLLEAGUE = "colleague", "同事", "Colleagues"
    COMPLAINT = "complaint", "投诉与咨询", "Complaints and inquiries"
    REPAIR = "repair", "报修", "Repairs"
    BILL = "bill", "账单", "Bills"
    RECEIPT = "receipt", "收据", "Receipts"
    LETTER = "letter", "催缴函", "Dunning letters"
    NOTICE = "notice", "公告", "Notices"


class Find(Payload):
    """What somebody looks for, in one box."""

    q = Text(required=True, max=MOST_LETTERS)
    limit = Whole(load_default=5, validate=validate.Range(1, MOST))
    """Of each kind."""


class FoundItem(PlacedView):
    """One thing that was found, in the words of its own."""

    kind = Coded(FoundKind, required=True)
    id = Id(required=True)
    title = fields.String(required=True)
    subtitle = fields.String(required=True)
    page_id = fields.String(required=True)
    """By what its page is named: its id, its household's, or its number."""


class Found(View):
    """What a service has found, by kind."""

    items = fields.List(fields.Nested(FoundItem), required=True)


class GroupItem(View):
    """One thing, with where it is shown."""

    id = Id(required=True)
    title = fields.String(required=True)
    subtitle = fields.String(required=True)
    community = fields.String(required=True, allow_none=True)
    """The code of the community that it is in."""
    url = fields.String(required=True)


class Group(View):
    """What was found of a kind."""

    kind = Coded(FoundKind, required=True)
    items = fields.List(fields.Nested(GroupItem), required=True)


class Missing(View):
    """A service of which nothing can be said now, and why."""

    service = fields.String(required=True)
    detail = fields.String(required=True)


class SearchView(View):
    """What all services have found; of which there is no answer stands under `missing`."""

    groups = fields.List(fields.Nested(Group), required=True)
    missing = fields.List(fields.Nested(Missing), required=True)

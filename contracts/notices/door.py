"""Door deliveries (上门派送): paper copies, the last channel."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.fields import Coded, Id, Instant, Text
from contracts.notices.outgoing import OutgoingView
from contracts.notices.templates import Purpose
from foundation.errors import ServiceError


class AlreadyHandedOver(ServiceError):
    """This copy was handed over already, or is no longer needed."""

    code, status = "already_handed_over", 409
    zh = "该纸质件已登记送达或不再需要送达。"


class DoorDeliveryQuery(PageQuery):
    """Which paper copies are still to be handed over (N04)."""

    building = Text(load_default=None, allow_none=True, max=30)
    household_id = Id(load_default=None, allow_none=True)
    notice_id = Id(load_default=None, allow_none=True)


class HandOver(Payload):
    """A paper copy was handed over at the door."""

    message_id = Id(required=True)
    received_by = Text(required=True, max=60)
    signed = fields.Boolean(load_default=False)
    """The receiver signed: this acknowledges a notice that must be acknowledged."""


class HandOverHome(Payload):
    """All papers of a home were handed over at its door."""

    household_id = Id(required=True)
    message_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=200))
    """Only these of them, such as were on the list; all if none is named."""
    received_by = Text(required=True, max=60)
    signed = fields.Boolean(load_default=False)
    """The receiver signed for them."""


class HandedOver(View):
    """What was handed over at one door."""

    building = fields.String(required=True)
    unit = fields.String(required=True)
    items = fields.List(fields.Nested(OutgoingView), required=True)


class DoorBuildingView(PlacedView):
    """How much is to be brought to a building."""

    building = fields.String(required=True)
    homes = fields.Integer(required=True)
    papers = fields.Integer(required=True)


class DoorBuildings(View):
    """The buildings where paper is still to be handed over, in their order."""

    items = fields.List(fields.Nested(DoorBuildingView), required=True)


class DoorDeliveryView(PlacedView):
    """A paper copy that is still to be handed over (N04)."""

    id = Id(required=True)
    purpose = Coded(Purpose, required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    notice_id = Id(required=True, allow_none=True)
    household_id = Id(required=True)
    community_id = Id(required=True)
    building = fields.String(required=True)
    floor = fields.Integer(required=True)
    unit = fields.String(required=True)
    owner_name = fields.String(required=True)
    two_person_visit = fields.Boolean(required=True)
    created_at = Instant(required=True)

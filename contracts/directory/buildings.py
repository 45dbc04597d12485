"""Buildings (楼栋): what they hold and who looks after them."""

from marshmallow import fields

from contracts.base import PlacedView, View
from contracts.fields import Quantity


class BuildingView(PlacedView):
    """A building with what it holds and who looks after it."""

    building = fields.String(required=True)
    households = fields.Integer(required=True)
    shops = fields.Integer(required=True)
    area_m2 = Quantity(required=True)
    stewards = fields.List(fields.String(), required=True)


class BuildingsView(View):
    """All buildings of the communities in sight."""

    items = fields.List(fields.Nested(BuildingView), required=True)

"""Vehicles of a household (住户车辆, D06)."""

from marshmallow import fields

from contracts.code import Code
from contracts.directory.holdings import Change, Enter, HoldingView
from contracts.fields import Coded, Id, Text
from foundation.errors import ServiceError

MOST = 20
"""Letters of a plate."""


class PlateKind(Code):
    """What kind of number plate it is."""

    ORDINARY = "ordinary", "普通号牌", "Ordinary"
    NEW_ENERGY = "new_energy", "新能源号牌", "New energy"
    SPECIAL = "special", "专用号牌", "Special"
    """Trailers, driving schools, police, army, embassies, Hong Kong and Macau, rescue."""
    OTHER = "other", "境外或其他号牌", "Foreign or other"
    """As it was written."""


class VehicleEntered(ServiceError):
    """The vehicle {plate} is entered for this household already."""

    code, status = "vehicle_entered", 409
    zh = "该户已登记车辆 {plate}。"


class AddVehicle(Enter):
    """A vehicle of a member."""

    plate = Text(required=True, max=MOST)
    foreign = fields.Boolean(load_default=False)
    """A plate that is none of mainland China, taken as it is written."""
    colour = Text(load_default=None, allow_none=True, max=20)
    parking_space = Text(load_default=None, allow_none=True, max=60)


class ChangeVehicle(Change):
    """What is known of a vehicle; `ended`: it is no longer here, which stays in the history."""

    vehicle_id = Id(required=True)
    plate = Text(max=MOST)
    foreign = fields.Boolean(load_default=False)
    colour = Text(allow_none=True, max=20)
    parking_space = Text(allow_none=True, max=60)
    ended = fields.Boolean(load_default=False)


class VehicleView(HoldingView):
    """A vehicle and whose it is."""

    plate = fields.String(required=True)
    plate_kind = Coded(PlateKind, required=True)
    colour = fields.String(required=True, allow_none=True)
    parking_space = fields.String(required=True, allow_none=True)

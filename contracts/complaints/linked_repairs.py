"""Linked repairs (转报修, X04): a case wants a repair and follows what becomes of it."""

from contracts.base import Payload
from contracts.complaints.cases import OneComplaint
from contracts.fields import Text, code
from contracts.repairs.requests import RepairCategory
from foundation.errors import ServiceError


class RepairAlreadyWanted(ServiceError):
    """This case has wanted a repair already."""

    code, status = "repair_already_wanted", 409
    zh = "该投诉已转报修。"


class PlaceMissing(ServiceError):
    """A repair needs a household or a public place."""

    code, status = "place_missing", 422
    zh = "转报修须有房号或公共部位。"


class WantedRepair(Payload):
    """What must be repaired (X04)."""

    category = code(RepairCategory, required=True)
    public_place = Text(load_default=None, allow_none=True, max=200)
    """Without: the household of the case, or its place."""
    description = Text(load_default=None, allow_none=True)
    """Without: the description of the case."""


class RequestRepair(OneComplaint, WantedRepair):
    """Want a linked repair (X04)."""

"""Intake (报修受理, R01, X04): a request, by a person or for a complaint."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload
from contracts.fields import Id, Phone, Text, code, require
from contracts.repairs.first_check import FirstCheckAnswer
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory


class RequestRepair(Payload):
    """A repair request: for one household, or for a public place (R01)."""

    household_id = Id(load_default=None, allow_none=True)
    public_place = Text(load_default=None, allow_none=True, max=200)
    building = Text(load_default=None, allow_none=True, max=30)
    """Of a public place; a household's is known."""
    category = code(RepairCategory, required=True)
    description = Text(required=True)
    priority = code(Priority, load_default=None, allow_none=True)
    preferred_slot = Text(load_default=None, allow_none=True, max=200)
    contact_name = Text(required=True, max=60)
    contact_phone = Phone(required=True)
    first_check = fields.List(
        fields.Nested(FirstCheckAnswer), load_default=list, validate=validate.Length(max=20)
    )

    @validates_schema
    def check_place(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a request for no place, or for two."""
        both = bool(data["household_id"]) and bool(data["public_place"])
        require(not both, "Name a household or a public place, not both.", "public_place")
        neither = not data["household_id"] and not data["public_place"]
        require(not neither, "Name a household or a public place.", "household_id")

"""Audience (受众): whom a notice is addressed to."""

from typing import Any

from marshmallow import fields, validate, validates_schema

from contracts.base import Payload
from contracts.directory.households import UnitType
from contracts.fields import Id, Text, code, require
from contracts.roles import Role


class Audience(Payload):
    """Whom a notice is for: the union of all that is named (N03)."""

    everyone = fields.Boolean(load_default=False)
    """Every household."""
    buildings = fields.List(Text(max=30), load_default=list, validate=validate.Length(max=200))
    household_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=5000))
    unit_types = fields.List(code(UnitType), load_default=list)
    roles = fields.List(code(one for one in Role if one is not Role.SYSTEM), load_default=list)
    """Staff with one of these roles; `resident` means every household."""
    in_arrears = fields.Boolean(load_default=False)
    """Households that owe something overdue when it is published."""

    @validates_schema
    def names_somebody(self, data: dict[str, Any], **kwargs: Any) -> None:
        """An audience is not empty."""
        require(any(data.values()), "The audience names nobody.", "_schema")

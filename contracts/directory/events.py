"""What the directory tells the other services, which keep it as replicas."""

from typing import Any, ClassVar

from marshmallow import fields, validate

from contracts.base import Event, Payload
from contracts.directory.codes import Duty, Relation, UnitType
from contracts.fields import Day, Id, Instant, Quantity, Text
from contracts.roles import Role


class HouseholdMember(Payload):
    """A member of a household as replicas keep it: with the number to call, never shown so."""

    person_id = Id(required=True, allow_none=True)
    name = Text(required=True, max=60)
    relation = fields.String(required=True, validate=validate.OneOf(list(Relation)))
    phone = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)


class HouseholdChanged(Event):
    """A household was entered or changed in any way; carries its whole new state."""

    source = "directory"
    type_ = "household_changed"

    household_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    building = Text(required=True, max=30)
    unit = Text(required=True, max=30)
    floor = fields.Integer(required=True)
    unit_type = fields.String(required=True, validate=validate.OneOf(list(UnitType)))
    area_m2 = Quantity(required=True)
    owner_name = Text(required=True, max=60)
    billing_from = Day(required=True, allow_none=True)
    vacant = fields.Boolean(required=True)
    two_person_visit = fields.Boolean(required=True)
    members = fields.List(fields.Nested(HouseholdMember), required=True)


class PersonChanged(Event):
    """A person with a role was entered or changed; carries the whole new state."""

    source = "directory"
    type_ = "person_changed"

    person_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    name = Text(required=True, max=60)
    roles = fields.List(fields.String(validate=validate.OneOf(list(Role))), required=True)
    buildings = fields.List(Text(max=30), required=True)
    skills = fields.List(Text(max=40), required=True)
    phone = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    household_ids = fields.List(Id(), required=True)


class DutyChanged(Event):
    """A shift of the duty roster was entered, moved or cancelled."""

    source = "directory"
    type_ = "duty_changed"

    shift_id = Id(required=True)
    version: ClassVar[Any] = fields.Integer(required=True)
    person_id = Id(required=True)
    duty = fields.String(required=True, validate=validate.OneOf(list(Duty)))
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    cancelled = fields.Boolean(required=True)


EVENTS = (HouseholdChanged, PersonChanged, DutyChanged)

"""People (人员): who works here, and residents with access."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.fields import Coded, Id, Text
from contracts.roles import Role

ASSIGNABLE = sorted(set(Role) - {Role.SYSTEM})


class PersonView(View):
    """A person with roles (D05); the number stays masked."""

    id = Id(required=True)
    name = fields.String(required=True)
    roles = fields.List(Coded(Role), required=True)
    department = fields.String(required=True, allow_none=True)
    buildings = fields.List(fields.String(), required=True)
    skills = fields.List(fields.String(), required=True)
    phone_masked = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    requested_roles = fields.List(fields.String(), load_default=None, allow_none=True)
    """What the answer to a change left for a second person to give; else null."""
    household_ids = fields.List(Id(), required=True)
    username = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class FindPeople(PageQuery):
    """Staff by role, building served or skill."""

    role = fields.String(load_default=None, validate=validate.OneOf(ASSIGNABLE))
    building = Text(load_default=None, allow_none=True, max=30)
    skill = Text(load_default=None, allow_none=True, max=40)
    include_inactive = fields.Boolean(load_default=False)


class GetPerson(Payload):
    """One person."""

    person_id = Id(required=True)

"""People (人员): who works here, and residents with access."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.directory.communities import community_code
from contracts.fields import Coded, Id, Text
from contracts.roles import Role

ASSIGNABLE = sorted(set(Role) - {Role.SYSTEM})


class HeldGrantView(View):
    """A role, and where it is held (P01)."""

    role = Coded(Role, required=True)
    community = fields.String(required=True, allow_none=True)
    """Code of the community; that of the first is empty until it is given one. Null: for the whole
    company."""


class PersonView(View):
    """A person with roles (D05); the number stays masked."""

    id = Id(required=True)
    name = fields.String(required=True)
    roles = fields.List(Coded(Role), required=True)
    grants = fields.List(fields.Nested(HeldGrantView), required=True)
    """The roles, each where it is held, as far as the caller sees it."""
    department = fields.String(required=True, allow_none=True)
    buildings = fields.List(fields.String(), required=True)
    skills = fields.List(fields.String(), required=True)
    phone_masked = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)
    erased = fields.Boolean(required=True)
    """Whether they left so long ago that nothing is kept but what they did (P08)."""
    requested_roles = fields.List(fields.String(), load_default=None, allow_none=True)
    """What the answer to a change left for a second person to give; else null."""
    household_ids = fields.List(Id(), required=True)
    username = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class FindPeople(PageQuery):
    """Staff by name, role, community, building served or skill."""

    q = Text(load_default=None, allow_none=True, max=60)
    """A part of the name or of the user name."""
    community = community_code()
    """Only who holds a role in the community with this code, or for the company."""
    department = Text(load_default=None, allow_none=True, max=60)
    role = fields.String(load_default=None, validate=validate.OneOf(ASSIGNABLE))
    building = Text(load_default=None, allow_none=True, max=30)
    skill = Text(load_default=None, allow_none=True, max=40)
    include_inactive = fields.Boolean(load_default=False)


class GetPerson(Payload):
    """One person."""

    person_id = Id(required=True)

"""Access (人员授权): who joins the staff or gets access, with which roles, and who leaves."""

from marshmallow import fields, validate

from contracts.base import Payload
from contracts.directory.communities import community_code
from contracts.directory.people import ASSIGNABLE
from contracts.fields import Email, Id, Name, Phone, Text


class CreatePerson(Payload):
    """Somebody joins the staff, or a resident gets access.

    The roles are held, and the buildings served, in the community with the code; without one, in
    that of the caller, or for the company where the caller's role is held for it.
    """

    community_code = community_code()

    name = Name(required=True)
    roles = fields.List(
        fields.String(validate=validate.OneOf(ASSIGNABLE)),
        required=True,
        validate=validate.Length(1, 5),
    )
    department = Text(load_default=None, allow_none=True, max=60)
    buildings = fields.List(Text(max=30), load_default=list, validate=validate.Length(max=200))
    skills = fields.List(Text(max=40), load_default=list, validate=validate.Length(max=50))
    phone = Phone(load_default=None, allow_none=True)
    email = Email(load_default=None, allow_none=True)
    member_ids = fields.List(Id(), load_default=list, validate=validate.Length(max=20))
    """A resident: which members of households this person is."""


class ChangePerson(Payload):
    """What is not named stays as it is.

    Roles and buildings are those of the community with the code; without one, of the caller's.
    Those that are held elsewhere stay. Who acts for the company, and names no code, says which
    roles are held at all: one that is held somewhere stays where it is, a new one is held for the
    company.
    """

    person_id = Id(required=True)
    community_code = community_code()
    name = Name()
    roles = fields.List(
        fields.String(validate=validate.OneOf(ASSIGNABLE)), validate=validate.Length(max=5)
    )
    """None are left in the community where the list is empty."""
    department = Text(allow_none=True, max=60)
    buildings = fields.List(Text(max=30), validate=validate.Length(max=200))
    skills = fields.List(Text(max=40), validate=validate.Length(max=50))
    phone = Phone(allow_none=True)
    email = Email(allow_none=True)
    active = fields.Boolean()

"""Access (人员授权): who joins the staff or gets access, with which roles, and who leaves."""

from marshmallow import fields, validate

from contracts.base import Payload
from contracts.directory.people import ASSIGNABLE
from contracts.fields import Email, Id, Name, Phone, Text


class CreatePerson(Payload):
    """Somebody joins the staff, or a resident gets access."""

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
    """What is not named stays as it is."""

    person_id = Id(required=True)
    name = Name()
    roles = fields.List(
        fields.String(validate=validate.OneOf(ASSIGNABLE)), validate=validate.Length(1, 5)
    )
    department = Text(allow_none=True, max=60)
    buildings = fields.List(Text(max=30), validate=validate.Length(max=200))
    skills = fields.List(Text(max=40), validate=validate.Length(max=50))
    phone = Phone(allow_none=True)
    email = Email(allow_none=True)
    active = fields.Boolean()

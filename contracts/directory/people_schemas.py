"""Payloads and views of people, their roles and their accounts."""

from marshmallow import fields, validate

from contracts.base import PageQuery, Payload, View
from contracts.fields import Email, Id, Name, Phone, Text
from contracts.roles import Role

ASSIGNABLE = sorted(set(Role) - {Role.SYSTEM})
USERNAME = validate.Regexp(
    r"^[a-z][a-z0-9_.\-]{1,39}$", error="Small letters, digits, dot, hyphen; 2 to 40 characters."
)


class PersonView(View):
    """A person with roles (D05); the number stays masked."""

    id = Id(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
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


class CreateAccount(Payload):
    """A login for a person."""

    person_id = Id(required=True)
    username = fields.String(required=True, validate=USERNAME)
    password = fields.String(required=True, validate=validate.Length(1, 200))


class ChangeAccount(Payload):
    """Disable or enable a login, or set a new password for who has lost it.

    The password of somebody else whose role two persons give waits for the second (P03).
    """

    person_id = Id(required=True)
    disabled = fields.Boolean()
    password = fields.String(validate=validate.Length(1, 200))


class AccountView(View):
    """A login."""

    person_id = Id(required=True)
    username = fields.String(required=True)
    disabled = fields.Boolean(required=True)
    requested_password = fields.Boolean(load_default=False)
    """Whether the new password waits for a second person to decide."""

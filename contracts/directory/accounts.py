"""Accounts (登录账号): opened, disabled, reset; one's own password."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.fields import Id
from contracts.pattern import Pattern
from foundation.errors import ServiceError


class UsernameTaken(ServiceError):
    """The user name {username} is taken."""

    code, status = "username_taken", 409
    zh = "用户名 {username} 已被使用。"


USERNAME = Pattern(
    r"^[a-z][a-z0-9_.\-]{1,39}$", error="Small letters, digits, dot, hyphen; 2 to 40 characters."
)


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


class ChangePassword(Payload):
    """The old password proves who asks; every login but the one that asks ends (P03)."""

    old_password = fields.String(required=True, validate=validate.Length(1, 200))
    new_password = fields.String(required=True, validate=validate.Length(1, 200))

"""Payloads and views of logging in."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.fields import Id


class Authenticate(Payload):
    """A user name and a password."""

    username = fields.String(required=True, validate=validate.Length(1, 100))
    password = fields.String(required=True, validate=validate.Length(1, 200))


class ActorView(View):
    """Who somebody is: what the access token says and every call carries."""

    id = Id(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    household_ids = fields.List(Id(), required=True)


class ChangePassword(Payload):
    """The old password proves who asks."""

    old_password = fields.String(required=True, validate=validate.Length(1, 200))
    new_password = fields.String(required=True, validate=validate.Length(1, 200))

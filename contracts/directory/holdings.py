"""What the members of a household have (住户名下的车辆、门卡、宠物, D06): what all of it has."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, View
from contracts.directory.identity import IdentityCheck
from contracts.fields import Id, Instant
from foundation.errors import ServiceError


class HoldingEnded(ServiceError):
    """This is no longer there; enter it anew."""

    code, status = "holding_ended", 409
    zh = "该登记已注销，如仍在使用请重新登记。"


class HoldingsOf(PageQuery):
    """Of one household, newest first."""

    household_id = Id(required=True)
    ended = fields.Boolean(load_default=False)
    """With what is no longer there."""


class Enter(Payload):
    """Something more belongs to a member of the household."""

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    member_id = Id(load_default=None, allow_none=True)
    """Whose it is; without, the first owner's."""


class Change(Payload):
    """What is not named stays as it is."""

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)


class HoldingView(View):
    """What all of it has."""

    id = Id(required=True)
    household_id = Id(required=True)
    member_id = Id(required=True)
    member_name = fields.String(required=True)
    member_left = fields.Boolean(required=True)
    """Whether whoever has it belongs to the household no more."""
    since = Instant(required=True)
    """When it was entered."""
    until = Instant(required=True, allow_none=True)
    """Until when it was there; null: it is."""
    version = fields.Integer(required=True)

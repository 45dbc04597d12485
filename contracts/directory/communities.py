"""Communities (项目/小区): what the company looks after, each at its place (P01)."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.fields import Id, Text
from foundation.errors import ServiceError


class CommunityTaken(ServiceError):
    """There is a community with the code {code} already."""

    code, status = "community_taken", 409
    zh = "代码 {code} 已被其他项目使用。"


class CreateCommunity(Payload):
    """Another community, by its name and the code that stands in the numbers of its papers."""

    name = Text(required=True, min=1, max=60)
    code = Text(required=True, min=1, max=10)


class CommunityView(View):
    """A community; name and code of the first are empty until it is given some."""

    id = Id(required=True)
    name = fields.String(required=True)
    code = fields.String(required=True)
    version = fields.Integer(required=True)


class CommunitiesView(View):
    """The communities in which the caller holds a role, the first one first."""

    items = fields.List(fields.Nested(CommunityView), required=True)

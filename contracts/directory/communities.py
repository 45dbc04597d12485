"""Communities (项目/小区): what the company looks after, each at its place (P01)."""

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.fields import Id, Text
from foundation.errors import ServiceError


class CommunityTaken(ServiceError):
    """There is a community with the code {code} already."""

    code, status = "community_taken", 409
    zh = "代码 {code} 已被其他项目使用。"


CODE = validate.Regexp(
    r"^[A-Z][A-Z0-9]{0,4}\Z",
    error="One to five capitals and figures, of which the first is a capital.",
)
"""With it the longest number of a paper has twenty letters, as many as are kept of one."""


def community_code() -> Text:
    """Where something is to be, by the community's code; that of the first is empty until it is
    given one. Without: where the caller works, or for the company."""
    return Text(load_default=None, allow_none=True, min=0, max=10)


class CreateCommunity(Payload):
    """Another community, by its name and the code that stands in the numbers of its papers."""

    name = Text(required=True, min=1, max=60)
    code = Text(required=True, validate=CODE)


class CommunityView(View):
    """A community; name and code of the first are empty until it is given some."""

    id = Id(required=True)
    name = fields.String(required=True)
    code = fields.String(required=True)
    version = fields.Integer(required=True)


class CommunitiesView(View):
    """The communities in which the caller holds a role, the first one first."""

    items = fields.List(fields.Nested(CommunityView), required=True)

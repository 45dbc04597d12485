"""Communities (项目/小区): what the company looks after, each at its place (P01)."""

from typing import Any

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.fields import Hours, Id, Instant, ServiceLine, Sign, Text
from contracts.pattern import Pattern
from foundation.errors import ServiceError


class CommunityTaken(ServiceError):
    """There is a community with the code {code} already."""

    code, status = "community_taken", 409
    zh = "代码 {code} 已被其他项目使用。"


class CommunityNameTaken(ServiceError):
    """There is a community called {name} already."""

    code, status = "community_name_taken", 409
    zh = "已有名为“{name}”的项目。"


class CommunityUnnamed(ServiceError):
    """The community that is there has no name or no code yet. Give it both before there are two:
    papers and lists must tell them apart."""

    code, status = "community_unnamed", 409
    zh = "现有项目还没有名称或代码。有第二个项目之前请先补全，否则单据和列表无法区分。"


class CompanyOnly(ServiceError):
    """This is for the whole company: only who administers all its communities may do it."""

    code, status = "company_only", 403
    zh = "此操作涉及整个公司，须由全公司的系统管理员办理。"


class BuildingInUse(ServiceError):
    """{building} has households, or somebody who serves it: it stays."""

    code, status = "building_in_use", 409
    zh = "{building}下已有住户档案或负责人员，不能删除。"


class LastCommunity(ServiceError):
    """The last community that is open is not closed."""

    code, status = "last_community", 409
    zh = "公司须至少有一个在管项目，最后一个不能关闭。"


class CommunityOpen(ServiceError):
    """{name} is open."""

    code, status = "community_open", 409
    zh = "{name}未关闭。"


class CommunityCode(Sign):
    """The code of a community. With it the longest number of a paper has twenty letters, as many
    as are kept of one."""

    letters = Pattern(
        r"^[A-Z][A-Z0-9]{0,4}$",
        error="One to five capitals and figures, of which the first is a capital.",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max=5, validate=self.letters, metadata={"example": "NY"}, **kwargs)


def community_code() -> Text:
    """Where something is to be, by the community's code; that of the first is empty until it is
    given one. Without: where the caller works, or for the company."""
    return Text(load_default=None, allow_none=True, min=0, max=10)


class CreateCommunity(Payload):
    """Another community: what it is called, the code that stands in the numbers of its papers,
    where it is, whom to call, when somebody is there, and its houses."""

    name = Text(required=True, min=1, max=60)
    name_en = Text(load_default="", min=0, max=60)
    code = CommunityCode(required=True)
    address = Text(load_default="", min=0, max=100)
    service_phone = ServiceLine(load_default="", min=0, max=60)
    hours = Hours(load_default="")
    buildings = fields.List(Text(max=30), load_default=list, validate=validate.Length(max=300))


class ChangeCommunity(Payload):
    """What is not named stays as it is; `buildings` are all that there are to be."""

    community_id = Id(required=True)
    name = Text(min=1, max=60)
    name_en = Text(min=0, max=60)
    code = CommunityCode()
    address = Text(min=0, max=100)
    service_phone = ServiceLine(min=0, max=60)
    hours = Hours()
    buildings = fields.List(Text(max=30), validate=validate.Length(max=300))


class GetCommunity(Payload):
    """One community."""

    community_id = Id(required=True)


class CloseCommunity(Payload):
    """Close a community that the company does not look after any more: it takes nothing new.

    Refused with all reasons while anything is open there. What is there can be read as before.
    """

    community_id = Id(required=True)
    reason = Text(required=True, max=500)
    """Why; kept with the community."""


class ReopenCommunity(Payload):
    """Look after a closed community again."""

    community_id = Id(required=True)


class CommunityItem(View):
    """A community as it stands in a list; name and code of the first are empty until it is given
    some."""

    id = Id(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    code = fields.String(required=True)
    address = fields.String(required=True)
    service_phone = fields.String(required=True)
    hours = fields.String(required=True)
    """Such as `08:00–20:00`; empty: the company's."""
    closed_at = Instant(required=True, allow_none=True)
    """Since when it takes nothing new; None: it is open."""
    version = fields.Integer(required=True)


class CommunityView(CommunityItem):
    """A community with its houses, in the order of their numbers."""

    closed_reason = fields.String(required=True)
    """Why it is closed; empty while it is open."""
    buildings = fields.List(fields.String(), required=True)


class CommunitiesView(View):
    """The communities in which the caller holds a role, the first one first."""

    items = fields.List(fields.Nested(CommunityItem), required=True)
    can_create = fields.Boolean(required=True)
    """Whether the caller may enter another."""

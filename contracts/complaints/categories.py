"""Categories (类别, X04): what a case is about, as managers have it."""

from enum import StrEnum
from typing import Any

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.complaints.deadlines import DeadlineClass
from contracts.complaints.fields import CategoryCode
from contracts.fields import Coded, Text, Whole
from contracts.fields import code as one_of
from contracts.service_admin import Source
from foundation.errors import ServiceError


class Category(StrEnum):
    """What it is about (X04): the first set, whose codes others rely on.

    The categories in force are data that a manager edits (`complaints.categories`), each with its
    names, the words by which it is guessed, its department and its class of response.
    """

    RENOVATION_NOISE = "renovation_noise"
    """装修扰民: noise of renovation."""
    NUISANCE = "nuisance"
    """扰民: other noise, smoke, smell."""
    PUBLIC_FACILITY = "public_facility"
    """公共设施: lifts, lighting, barriers, water and power of the estate."""
    HOME_APPLIANCE = "home_appliance"
    """户内设备: an appliance or fitting in the home."""
    BUILDING_QUALITY = "building_quality"
    """房屋质量: leaks, cracks, what was built badly."""
    UNAUTHORISED_BUILDING = "unauthorised_building"
    """违建与违规使用: illegal building, flats let by the bed, homes turned into shops."""
    PARKING = "parking"
    """停车."""
    SECURITY = "security"
    """安全与门禁: guards, cameras, doors, theft."""
    MAIL = "mail"
    """信件快递: mail and parcels."""
    PUBLIC_CLEANLINESS = "public_cleanliness"
    """公共卫生与绿化: cleanliness, refuse, smells, greenery."""
    PESTS = "pests"
    """虫害: mosquitoes, rats, termites."""
    COMPANY_SERVICE = "company_service"
    """物业服务: the property company's own service and manner."""
    FEE = "fee"
    """收费: a bill or a fee; pauses the household's dunning (B13)."""
    OTHER = "other"
    """其他: whatever is none of these."""


class CategoryTaken(ServiceError):
    """There is a category of this code."""

    code, status = "category_taken", 409
    zh = "已有该编码的类别。"


class CategoryNeeded(ServiceError):
    """What has no place elsewhere needs this category; it stays."""

    code, status = "category_needed", 409
    zh = "“其他”类别不能停用：无处可归的事项都归入此类。"


MOST_WORDS = 200
"""Words of one category; a text is looked through for each of them."""


class Words(fields.List[Any]):
    """Words by which a category is guessed, of at most twenty characters each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Text(max=20), validate=validate.Length(max=MOST_WORDS), **kwargs)


class CategoryQuery(Payload):
    """Which categories are wanted."""

    include_inactive = fields.Boolean(load_default=False)
    """Also those that are offered no more."""


class CreateCategory(Payload):
    """A category more."""

    code = CategoryCode(required=True, metadata={"example": "noise_of_school"})
    name_zh = Text(required=True, max=20)
    name_en = Text(required=True, max=60)
    words = Words(load_default=list)
    department = Text(load_default=None, allow_none=True, max=60)
    """The functional department (职能部门) that it usually goes to: its code, or a name."""
    response = one_of(DeadlineClass, load_default=DeadlineClass.OWN_SCOPE)
    """Which limit of time it usually has; what is urgent is so from the start (X05, X06)."""
    disputes_fee = fields.Boolean(load_default=False)
    """A household's open complaint of it pauses its dunning (B13)."""


class EditCategory(Payload):
    """What is named is changed; the code stays, since cases carry it."""

    code = Text(required=True, max=40)
    name_zh = Text(max=20)
    name_en = Text(max=60)
    words = Words()
    department = Text(allow_none=True, max=60)
    response = one_of(DeadlineClass)
    disputes_fee = fields.Boolean()
    active = fields.Boolean()
    """Whether it is offered; cases that have it keep it."""
    position = Whole(validate=validate.Range(1, 999))
    """Its place in lists."""


class TakeBackCategory(Payload):
    """Take a change back: a community's own is as the company has it, the company's as shipped."""

    code = Text(required=True, max=40)


class CategoryView(View):
    """A category; `name` in the caller's language. Residents read code and name alone."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    words = fields.List(fields.String(), required=True)
    department = fields.String(required=True, allow_none=True)
    """Its code."""
    department_name = fields.String(required=True, allow_none=True)
    """In the caller's language."""
    response = Coded(DeadlineClass, required=True)
    disputes_fee = fields.Boolean(required=True)
    active = fields.Boolean(required=True)
    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    source = Coded(Source, required=True)
    """Whether it is as shipped, as the company has it, or the community's own (P01)."""


class Categories(View):
    """All of them, in their order."""

    items = fields.List(fields.Nested(CategoryView), required=True)

"""Categories of complaints as data (X04): what managers edit and forms offer."""

from typing import Any

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.complaints.codes import DeadlineClass
from contracts.complaints.fields import CategoryCode
from contracts.fields import Text, Whole
from contracts.fields import code as one_of

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
    """The functional department (职能部门) that it usually goes to."""
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


class CategoryView(View):
    """A category; `name` in the caller's language. Residents read code and name alone."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    words = fields.List(fields.String(), required=True)
    department = fields.String(required=True, allow_none=True)
    response = fields.String(required=True)
    disputes_fee = fields.Boolean(required=True)
    active = fields.Boolean(required=True)
    position = fields.Integer(required=True)
    version = fields.Integer(required=True)


class DepartmentView(View):
    """A functional department (职能部门) and how many open cases it holds (C14)."""

    name = fields.String(required=True)
    open = fields.Integer(required=True)


class Departments(View):
    """All that a case may be transferred to."""

    items = fields.List(fields.Nested(DepartmentView), required=True)


class Categories(View):
    """All of them, in their order."""

    items = fields.List(fields.Nested(CategoryView), required=True)

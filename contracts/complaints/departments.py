"""Functional departments (职能部门, C14, P05): to whom a case may go, as managers have it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from marshmallow import fields, validate

from contracts.base import Payload, View
from contracts.complaints.fields import EntryCode
from contracts.fields import Coded, Id, Text, Whole
from contracts.service_admin import Source
from contracts.text import folded
from foundation.errors import ServiceError

Known = TypeVar("Known")
LONGEST_NAME, MOST_NAMES = 60, 20
DESK = "desk"
"""Stands for the front desk where departments are named: it has what was never transferred."""
MINE, ALL = "mine", "all"
"""Stand where inboxes are named: the caller's own, and those of all departments."""
RESERVED = frozenset({DESK, MINE, ALL})
"""What is said where departments are named, and is none."""


class DepartmentTaken(ServiceError):
    """Another department has this code or name."""

    code, status = "department_taken", 409
    zh = "已有部门使用该编码或名称。"


class OtherNames(fields.List[Any]):
    """What else a department is called: it is accepted by these names as well."""

    def __init__(self, **kwargs: Any) -> None:
        limit = validate.Length(max=MOST_NAMES)
        super().__init__(Text(max=LONGEST_NAME), validate=limit, **kwargs)


class DepartmentQuery(Payload):
    """Which departments are wanted."""

    include_inactive = fields.Boolean(load_default=False)
    """Also those that are offered no more."""


class CreateDepartment(Payload):
    """A department more."""

    code = EntryCode(required=True, metadata={"example": "landscaping"})
    name_zh = Text(required=True, max=LONGEST_NAME)
    name_en = Text(required=True, max=LONGEST_NAME)
    also = OtherNames(load_default=list)
    """What else it is called, or was."""


class EditDepartment(Payload):
    """What is named is changed; the code stays, since cases carry it."""

    code = Id(required=True, metadata={"example": "engineering"})
    name_zh = Text(max=LONGEST_NAME)
    name_en = Text(max=LONGEST_NAME)
    also = OtherNames()
    active = fields.Boolean()
    """Whether it is offered; cases that it has stay with it."""
    position = Whole(validate=validate.Range(1, 999))
    """Its place in lists."""


class TakeBackDepartment(Payload):
    """Take a change back: a community's own is as the company has it, the company's as shipped."""

    code = Id(required=True, metadata={"example": "engineering"})


class DepartmentView(View):
    """A functional department (职能部门, C14); `name` in the caller's language."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    also = fields.List(fields.String(), required=True)
    active = fields.Boolean(required=True)
    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    source = Coded(Source, required=True)
    """Whether it is as shipped, as the company has it, or the community's own (P01)."""


class ListedDepartment(DepartmentView):
    """A department with how many open cases it has (C14)."""

    open = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    """So many of them wait to be taken over."""


class Departments(View):
    """Those that are wanted, in their order."""

    items = fields.List(fields.Nested(ListedDepartment), required=True)
    elsewhere = fields.List(fields.Nested(DepartmentView), required=True)
    """Those that a community in sight has of its own, to who looks at several: none is offered
    there, and people of that community may be of one."""


def known_by(
    text: str, departments: Iterable[Known], names: Callable[[Known], Sequence[str]]
) -> Known | None:
    """The department that a text names: by its code, which is the first of its names, or by another
    of them, however it is written. None: there is none."""
    there, wanted = [(one, names(one)) for one in departments], folded(text)
    by_code = (one for one, known in there if known[0] == wanted)
    by_name = (one for one, known in there if wanted in map(folded, known))
    return next(by_code, None) or next(by_name, None)

"""Handling (处理, X01, C01): transfer to a department (转办), and what was done."""

from marshmallow import fields

from contracts.base import View
from contracts.complaints.cases import OneComplaint
from contracts.fields import Id, Text


class DepartmentView(View):
    """A functional department (职能部门) and how many open cases it holds (C14)."""

    name = fields.String(required=True)
    open = fields.Integer(required=True)


class Departments(View):
    """All that a case may be transferred to."""

    items = fields.List(fields.Nested(DepartmentView), required=True)


class Transfer(OneComplaint):
    """Hand the case to a functional department; the first responsible person stays (C01)."""

    department = Text(required=True, max=60)
    handler_id = Id(load_default=None, allow_none=True)
    """Who of the department has it; without: nobody in particular yet."""
    remark = Text(load_default=None, allow_none=True, max=500)


class Handle(OneComplaint):
    """It was dealt with."""

    result = Text(required=True)

"""Handling (处理, X01, C01): transfer to a department (转办), and what was done."""

from contracts.complaints.cases import OneComplaint
from contracts.fields import Id, Text


class Transfer(OneComplaint):
    """Hand the case to a functional department; the first responsible person stays (C01)."""

    department = Text(required=True, max=60)
    """Its code, or a name that it is known by."""
    handler_id = Id(load_default=None, allow_none=True)
    """Who of the department has it; without: nobody in particular yet."""
    remark = Text(load_default=None, allow_none=True, max=500)


class Handle(OneComplaint):
    """It was dealt with."""

    result = Text(required=True)

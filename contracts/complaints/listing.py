"""Listing (案件列表): cases by filters; residents see their own."""

from marshmallow import fields

from contracts.base import PageQuery
from contracts.complaints.cases import Kind, Status
from contracts.complaints.escalation import Tier
from contracts.complaints.fields import CategoryCode, Month
from contracts.fields import Id, Text, code


class ComplaintSearch(PageQuery):
    """Filters of the list; all that are given must hold."""

    status = code(Status, load_default=None, allow_none=True)
    tier = code(Tier, load_default=None, allow_none=True)
    kind = code(Kind, load_default=None, allow_none=True)
    category = CategoryCode(load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    open = fields.Boolean(load_default=False)
    """Only cases that are not closed."""
    overdue = fields.Boolean(load_default=False)
    """Only cases that are not answered although they were due."""
    call_back_missed = fields.Boolean(load_default=False)
    """Only cases of which somebody should have been called by now (C04)."""
    inbox = Text(load_default=None, allow_none=True, max=60)
    """Only what waits to be taken over: by this department, by its code or a name; `mine`: by mine
    or by me; `all`: by any (C14)."""
    not_taken_over = fields.Boolean(load_default=False)
    """Only cases that should have been taken over by now (C14)."""
    unread = fields.Boolean(load_default=False)
    """Only cases in which words of the resident wait for the staff (C13); to residents, none."""
    unattended = fields.Boolean(load_default=False)
    """Only cases written online that nobody has taken up in time (C06)."""
    first_answer_missed = fields.Boolean(load_default=False)
    """Only cases to which nobody has answered at all, although that was due (C12)."""
    late = fields.Boolean(load_default=False)
    """Only cases of which something is late: one of those five."""
    mine = fields.Boolean(load_default=False)
    """Only my open cases: I am first responsible or the handler (C01)."""
    team = Text(load_default=None, allow_none=True, max=60)
    """The responsible department; `desk` for what was never transferred."""
    building = Text(load_default=None, allow_none=True, max=40)
    month = Month(load_default=None, allow_none=True)
    """Lodged in this month."""
    counted = fields.Boolean(load_default=False)
    """Only what enters complaint figures: complaints that were not found invalid (X02)."""

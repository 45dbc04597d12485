"""Listing (报修列表): repairs by filters; residents and engineers see their own."""

from marshmallow import fields

from contracts.base import PageQuery
from contracts.fields import Id, Text, code
from contracts.repairs.follow_up import FollowUpState
from contracts.repairs.priority import Priority
from contracts.repairs.requests import RepairCategory, RepairStatus


class RepairSearch(PageQuery):
    """Filters of the list; all that are given must hold."""

    status = code(RepairStatus, load_default=None, allow_none=True)
    priority = code(Priority, load_default=None, allow_none=True)
    category = code(RepairCategory, load_default=None, allow_none=True)
    household_id = Id(load_default=None, allow_none=True)
    building = Text(load_default=None, allow_none=True, max=30)
    mine = fields.Boolean(load_default=False)
    """An engineer's own orders; a resident's or a desk person's own requests."""
    overdue = fields.Boolean(load_default=False)
    """Nobody has set out although the response was due."""
    follow_up = code(FollowUpState, load_default=None, allow_none=True)
    waiting = fields.Boolean(load_default=False)
    """Only what waits for the desk: nobody has it, nobody has set out in time, or it may be
    followed up."""

"""Summaries (报修概况): a repair as lists and actions show it."""

from marshmallow import fields

from contracts.base import PlacedView
from contracts.fields import Coded, Id, Instant
from contracts.repairs.follow_up import FollowUpResult
from contracts.repairs.priority import Priority
from contracts.repairs.quotes import QuoteStatus
from contracts.repairs.requests import RepairCategory, RepairStatus


class RepairSummary(PlacedView):
    """A repair as lists and actions show it."""

    id = Id(required=True)
    number = fields.String(required=True)
    work_order_number = fields.String(required=True, allow_none=True)
    status = Coded(RepairStatus, required=True)
    category = Coded(RepairCategory, required=True)
    priority = Coded(Priority, required=True)
    description = fields.String(required=True)
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    public_place = fields.String(required=True, allow_none=True)
    preferred_slot = fields.String(required=True, allow_none=True)
    contact_name = fields.String(required=True)
    contact_phone = fields.String(required=True)
    """Whole to the household alone; the staff looks at it by `reveal_contact` (D03)."""
    complaint_id = Id(required=True, allow_none=True)
    requested_at = Instant(required=True)
    respond_by = Instant(required=True)
    set_out_at = Instant(required=True, allow_none=True)
    """When the engineer set out (R02)."""
    response_kept = fields.Boolean(required=True, allow_none=True)
    """None while the clock is still running in time."""
    arrived_at = Instant(required=True, allow_none=True)
    completed_at = Instant(required=True, allow_none=True)
    engineer_id = Id(required=True, allow_none=True)
    engineer_name = fields.String(required=True, allow_none=True)
    chargeable = fields.Boolean(required=True)
    quote_status = Coded(QuoteStatus, required=True, allow_none=True)
    round = fields.Integer(required=True)
    """1, and one more each time it was reopened."""
    follow_up_from = Instant(required=True, allow_none=True)
    follow_up_by = Instant(required=True, allow_none=True)
    follow_up_result = Coded(FollowUpResult, required=True, allow_none=True)
    solved = fields.Boolean(required=True, allow_none=True)
    """None until the resident has said so; also where nobody was reached in the end."""
    rating = fields.Integer(required=True, allow_none=True)
    erased_at = Instant(required=True, allow_none=True)
    """When what people said of it was erased, having been kept long enough (P08)."""
    version = fields.Integer(required=True)

"""Detail (报修详情, C11): a repair with everything that happened to it."""

from marshmallow import fields

from contracts.attachments import AttachmentView
from contracts.base import TimelineEntry, View
from contracts.fields import Coded, Id, Instant
from contracts.repairs.equipment import LoanView
from contracts.repairs.first_check import FirstCheckAnswerView
from contracts.repairs.follow_up import AttemptView, FollowUpResult, FollowUpTiming
from contracts.repairs.offers import OfferView
from contracts.repairs.quotes import QuoteView
from contracts.repairs.response import ResponseClockView
from contracts.repairs.summaries import RepairSummary


class RoundView(View):
    """One round: from the request, or its reopening, to the follow-up."""

    no = fields.Integer(required=True)
    work_order_number = fields.String(required=True, allow_none=True)
    clock = fields.Nested(ResponseClockView, required=True)
    engineer_id = Id(required=True, allow_none=True)
    engineer_name = fields.String(required=True, allow_none=True)
    arrived_at = Instant(required=True, allow_none=True)
    completed_at = Instant(required=True, allow_none=True)
    result = fields.String(required=True, allow_none=True)
    follow_up_from = Instant(required=True, allow_none=True)
    follow_up_by = Instant(required=True, allow_none=True)
    followed_up_at = Instant(required=True, allow_none=True)
    followed_up_by = fields.String(required=True, allow_none=True)
    follow_up_timing = Coded(FollowUpTiming, required=True, allow_none=True)
    """None where nobody was reached."""
    follow_up_result = Coded(FollowUpResult, required=True, allow_none=True)
    unreached_attempts = fields.List(fields.Nested(AttemptView), required=True)
    solved = fields.Boolean(required=True, allow_none=True)
    rating = fields.Integer(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)


class RepairView(RepairSummary):
    """A repair with everything that happened to it."""

    community_id = Id(required=True)
    first_check = fields.List(fields.Nested(FirstCheckAnswerView), required=True)
    photos = fields.List(fields.Nested(AttachmentView), required=True)
    """Oldest first; the content of each is had at its own address."""
    clock = fields.Nested(ResponseClockView, required=True)
    rounds = fields.List(fields.Nested(RoundView), required=True)
    offers = fields.List(fields.Nested(OfferView), required=True)
    quotes = fields.List(fields.Nested(QuoteView), required=True)
    loans = fields.List(fields.Nested(LoanView), required=True)
    timeline = fields.List(fields.Nested(TimelineEntry), required=True)
    may_reveal = fields.Boolean(required=True)
    """Whether the caller may see the contact's whole number, by a look that is logged (D03)."""
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""

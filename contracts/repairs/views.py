"""What the methods of repairs give."""

from marshmallow import fields

from contracts.base import ClockSegment, TimelineEntry, View
from contracts.fields import Id, Instant, Quantity, Yuan
from contracts.photos import PhotoView


class FirstCheckQuestion(View):
    """A guided question of the first check (R01)."""

    code = fields.String(required=True)
    question_zh = fields.String(required=True)
    question_en = fields.String(required=True)
    advice_zh = fields.String(required=True)
    """What to advise where the answer points at wrong handling."""
    advice_en = fields.String(required=True)


class FirstCheckQuestions(View):
    """The guided questions of a category, in the order in which they are asked."""

    category = fields.String(required=True)
    questions = fields.List(fields.Nested(FirstCheckQuestion), required=True)


class RepairSummary(View):
    """A repair as lists and actions show it."""

    id = Id(required=True)
    number = fields.String(required=True)
    work_order_number = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    category = fields.String(required=True)
    priority = fields.String(required=True)
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
    quote_status = fields.String(required=True, allow_none=True)
    round = fields.Integer(required=True)
    """1, and one more each time it was reopened."""
    follow_up_from = Instant(required=True, allow_none=True)
    follow_up_by = Instant(required=True, allow_none=True)
    follow_up_result = fields.String(required=True, allow_none=True)
    solved = fields.Boolean(required=True, allow_none=True)
    """None until the resident has said so; also where nobody was reached in the end."""
    rating = fields.Integer(required=True, allow_none=True)
    erased_at = Instant(required=True, allow_none=True)
    """When what people said of it was erased, having been kept long enough (P08)."""
    version = fields.Integer(required=True)


class ResponseClockView(View):
    """The response deadline of one round, explained (R02, C11). Minutes of service time."""

    started_at = Instant(required=True)
    limit_minutes = fields.Integer(required=True)
    carried_minutes = fields.Integer(required=True)
    """Used up by earlier rounds: a reopened repair goes on with the original clock (R05)."""
    around_the_clock = fields.Boolean(required=True)
    opens = fields.String(required=True)
    closes = fields.String(required=True)
    """The service hours of a day."""
    respond_by = Instant(required=True)
    provisional = fields.Boolean(required=True)
    """Reaches into a year whose holidays are not announced yet."""
    stopped_at = Instant(required=True, allow_none=True)
    kept = fields.Boolean(required=True, allow_none=True)
    segments = fields.List(fields.Nested(ClockSegment), required=True)


class AttemptView(View):
    """An attempt to follow up that reached nobody (R05)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    remark = fields.String(required=True, allow_none=True)


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
    follow_up_timing = fields.String(required=True, allow_none=True)
    """None where nobody was reached."""
    follow_up_result = fields.String(required=True, allow_none=True)
    unreached_attempts = fields.List(fields.Nested(AttemptView), required=True)
    solved = fields.Boolean(required=True, allow_none=True)
    rating = fields.Integer(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)


class OfferView(View):
    """A work order offered to one engineer (R08)."""

    engineer_id = Id(required=True)
    engineer_name = fields.String(required=True)
    round = fields.Integer(required=True)
    automatic = fields.Boolean(required=True)
    offered_at = Instant(required=True)
    answer_by = Instant(required=True)
    status = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    decided_at = Instant(required=True, allow_none=True)


class QuoteLineView(View):
    """One line of a quote, in yuan."""

    item = fields.String(required=True)
    quantity = Quantity(required=True)
    unit_price = Yuan(required=True)
    amount = Yuan(required=True)


class QuoteView(View):
    """A quote and its answer (R04)."""

    id = Id(required=True)
    amount = Yuan(required=True)
    lines = fields.List(fields.Nested(QuoteLineView), required=True)
    status = fields.String(required=True)
    offered_at = Instant(required=True)
    offered_by = fields.String(required=True)
    decided_at = Instant(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    means = fields.String(required=True, allow_none=True)
    signature_note = fields.String(required=True, allow_none=True)
    paid_at = Instant(required=True, allow_none=True)


class LoanView(View):
    """Equipment that was taken away, and what was lent for it (R03)."""

    id = Id(required=True)
    repair_id = Id(required=True)
    repair_number = fields.String(required=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    public_place = fields.String(required=True, allow_none=True)
    item = fields.String(required=True)
    lent_item = fields.String(required=True, allow_none=True)
    consent_signature = fields.String(required=True)
    taken_at = Instant(required=True)
    taken_by = fields.String(required=True)
    returned_at = Instant(required=True, allow_none=True)
    receipt_signature = fields.String(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""


class FirstCheckAnswerView(View):
    """A guided question and its answer."""

    question = fields.String(required=True)
    answer = fields.String(required=True)


class RepairView(RepairSummary):
    """A repair with everything that happened to it."""

    first_check = fields.List(fields.Nested(FirstCheckAnswerView), required=True)
    photos = fields.List(fields.Nested(PhotoView), required=True)
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


class SuggestedEngineer(View):
    """An engineer who could be dispatched, and why at this rank (R08)."""

    engineer_id = Id(required=True)
    name = fields.String(required=True)
    skilled = fields.Boolean(required=True)
    serves_building = fields.Boolean(required=True)
    on_duty = fields.Boolean(required=True)
    open_orders = fields.Integer(required=True)


class Suggestions(View):
    """Engineers to dispatch, best first."""

    engineers = fields.List(fields.Nested(SuggestedEngineer), required=True)

"""What the methods of complaints give."""

from marshmallow import fields

from contracts.base import ClockSegment, TimelineEntry, View
from contracts.fields import Day, Id, Instant


class ComplaintSummary(View):
    """A case as lists and actions show it."""

    id = Id(required=True)
    number = fields.String(required=True)
    status = fields.String(required=True)
    kind = fields.String(required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    gravity = fields.String(required=True)
    urgency = fields.String(required=True)
    channel = fields.String(required=True)
    tier = fields.String(required=True)
    """The highest tier that was told."""
    validity = fields.String(required=True)
    ground = fields.String(required=True, allow_none=True)
    final = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    household_id = Id(required=True, allow_none=True)
    building = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    description = fields.String(required=True)
    wish = fields.String(required=True)
    contact_name = fields.String(required=True)
    contact_phone = fields.String(required=True, allow_none=True)
    """Masked in lists, and for whoever need not call (D03)."""
    lodged_at = Instant(required=True)
    due_at = Instant(required=True, allow_none=True)
    """None: imported with its answer; no clock runs."""
    overdue = fields.Boolean(required=True)
    paused = fields.Boolean(required=True)
    answered_at = Instant(required=True, allow_none=True)
    closed_at = Instant(required=True, allow_none=True)
    first_responsible_id = Id(required=True, allow_none=True)
    first_responsible = fields.String(required=True, allow_none=True)
    """首问责任人: stays until the resident was told the outcome (C01)."""
    handler_id = Id(required=True, allow_none=True)
    handler = fields.String(required=True, allow_none=True)
    department = fields.String(required=True, allow_none=True)
    repair_id = Id(required=True, allow_none=True)
    repair_number = fields.String(required=True, allow_none=True)
    erased_at = Instant(required=True, allow_none=True)
    """When what people said of it was erased, having been kept long enough (P08)."""
    version = fields.Integer(required=True)


class RestatementView(View):
    """What was read back, and whether it was confirmed (C03)."""

    text = fields.String(required=True, allow_none=True)
    confirmed = fields.Boolean(required=True)


class NextStep(View):
    """The tier that is told next, if nothing happens."""

    tier = fields.String(required=True)
    at = Instant(required=True)


class DeadlineView(View):
    """The deadline, explained (C11). Minutes are minutes of service time."""

    limit = fields.String(required=True)
    """`own_scope`, `transferred` or `urgent` (X05)."""
    allowed_days = fields.Integer(required=True)
    """0: the same day."""
    day_kind = fields.String(required=True)
    lodged_at = Instant(required=True)
    counted_from = Instant(required=True)
    """Later than `lodged_at` where that was outside service hours."""
    due_at = Instant(required=True)
    provisional = fields.Boolean(required=True)
    counted_minutes = fields.Integer(required=True)
    uncounted_minutes = fields.Integer(required=True)
    """Minutes on the wall clock that did not count."""
    stopped_minutes = fields.Integer(required=True)
    """Service minutes during which the clock stood still: by so much the deadline moved."""
    stopped_at = Instant(required=True, allow_none=True)
    kept = fields.Boolean(required=True, allow_none=True)
    """None while it may still be kept."""
    next_step = fields.Nested(NextStep, required=True, allow_none=True)
    explanation = fields.String(required=True)
    """In words, in the caller's language."""
    segments = fields.List(fields.Nested(ClockSegment), required=True)


class EscalationView(View):
    """A tier that was told (X09)."""

    tier = fields.String(required=True)
    reason = fields.String(required=True)
    due_at = Instant(required=True)
    fired_at = Instant(required=True)
    acknowledge_by = Instant(required=True)
    acknowledged_at = Instant(required=True, allow_none=True)
    acknowledged_by = fields.String(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)


class AnswerView(View):
    """An answer as it was given (X07)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    channel = fields.String(required=True)
    text = fields.String(required=True)
    consent = fields.String(required=True, allow_none=True)
    findings = fields.String(required=True, allow_none=True)
    grounds = fields.String(required=True, allow_none=True)
    done_by = Day(required=True, allow_none=True)
    follow_up = fields.String(required=True, allow_none=True)


class ReturnVisitView(View):
    """A return visit (X10)."""

    at = Instant(required=True)
    by = fields.String(required=True)
    party = fields.String(required=True)
    result = fields.String(required=True)
    remark = fields.String(required=True, allow_none=True)
    round = fields.Integer(required=True)


class PlatformMessageView(View):
    """The message on the city's platform that the case was made of (C05)."""

    message_number = fields.String(required=True)
    user = fields.String(required=True)
    subject = fields.String(required=True)
    written_at = Instant(required=True)


class IncomingDocumentView(View):
    """A row of the incoming-document register (收文登记本, X07)."""

    number = fields.String(required=True)
    complaint_id = Id(required=True)
    complaint_number = fields.String(required=True)
    sender = fields.String(required=True)
    subject = fields.String(required=True)
    received_at = Instant(required=True)
    shown_to = fields.String(required=True, allow_none=True)
    shown_at = Instant(required=True, allow_none=True)
    replied_at = Instant(required=True, allow_none=True)


class CaseEntry(TimelineEntry):
    """An entry of a case's timeline (C11)."""

    channel = fields.String(required=True, allow_none=True)
    tier = fields.String(required=True, allow_none=True)
    """Of an escalation: the tier that was told."""
    changes = fields.Dict(required=True)
    """`{field: {"before": …, "after": …}}`"""


class ComplaintView(ComplaintSummary):
    """A case with everything that happened to it; residents see what concerns them."""

    restated = fields.Nested(RestatementView, required=True)
    result = fields.String(required=True, allow_none=True)
    failed_visits = fields.Integer(required=True)
    deadline = fields.Nested(DeadlineView, required=True, allow_none=True)
    escalations = fields.List(fields.Nested(EscalationView), required=True)
    answers = fields.List(fields.Nested(AnswerView), required=True)
    return_visits = fields.List(fields.Nested(ReturnVisitView), required=True)
    letter = fields.Nested(IncomingDocumentView, required=True, allow_none=True)
    platform_message = fields.Nested(PlatformMessageView, required=True, allow_none=True)
    timeline = fields.List(fields.Nested(CaseEntry), required=True)
    actions = fields.List(fields.String(), required=True)
    """What the caller may do with it now."""
    may_reveal = fields.Boolean(required=True)
    """Whether the caller may see the contact's whole number, by a look that is logged (D03)."""
    askable = fields.List(fields.String(), required=True)
    """Whom the caller may ask on a return visit, the next one first (X10)."""
    classifications = fields.List(fields.String(), required=True)
    """What the caller may classify it as (X11)."""


class WaitingView(View):
    """What a case waits for."""

    waits_for = fields.String(required=True)
    tier = fields.String(required=True, allow_none=True)
    since = Instant(required=True)
    until = Instant(required=True, allow_none=True)
    """After this the next tier is told as well."""
    detail = fields.String(required=True, allow_none=True)


class EscalationItem(View):
    """A case that waits for the caller's acknowledgement or decision."""

    id = Id(required=True)
    complaint_id = Id(required=True)
    """The same: what the actions on the case take."""
    number = fields.String(required=True)
    status = fields.String(required=True)
    kind = fields.String(required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    gravity = fields.String(required=True)
    tier = fields.String(required=True)
    description = fields.String(required=True)
    due_at = Instant(required=True, allow_none=True)
    first_responsible = fields.String(required=True, allow_none=True)
    handler = fields.String(required=True, allow_none=True)
    waiting = fields.List(fields.Nested(WaitingView), required=True)
    version = fields.Integer(required=True)


class ContactFigures(View):
    """All contacts of a month by what they turned out to be (X02): the parts add up."""

    contacts = fields.Integer(required=True)
    valid = fields.Integer(required=True)
    invalid = fields.Integer(required=True)
    undecided = fields.Integer(required=True)
    """Complaints not judged yet, or waiting for the second person."""
    inquiries = fields.Integer(required=True)
    suggestions = fields.Integer(required=True)
    reports = fields.Integer(required=True)


class CountView(View):
    """How many complaints have one code."""

    key = fields.String(required=True)
    count = fields.Integer(required=True)


class CategoryCount(CountView):
    """How many complaints have one category."""

    name = fields.String(required=True)
    """In the caller's language."""


class PunctualityView(View):
    """Complaints by their deadline (X05)."""

    kept = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    running = fields.Integer(required=True)
    share_kept = fields.Decimal(required=True, allow_none=True, as_string=True)
    """Per cent of those decided, one decimal; None where none is."""


class CaseReference(View):
    """A case that the report names."""

    id = Id(required=True)
    number = fields.String(required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    department = fields.String(required=True, allow_none=True)
    handler = fields.String(required=True, allow_none=True)
    failed_visits = fields.Integer(required=True)


class VerdictShare(View):
    """Invalid verdicts of one officer (X03)."""

    officer_id = Id(required=True)
    officer = fields.String(required=True)
    verdicts = fields.Integer(required=True)
    invalid = fields.Integer(required=True)
    share = fields.Decimal(required=True, as_string=True)
    """Per cent, one decimal."""


class PauseFigures(View):
    """Pauses of the month's complaints (X09)."""

    cases = fields.Integer(required=True)
    pauses = fields.Integer(required=True)
    minutes = fields.Integer(required=True)
    """Service minutes by which deadlines were moved."""


class MonthReport(View):
    """The month's complaints, by the month in which they were lodged.

    Everything below `contacts` counts complaints that are not invalid: inquiries, suggestions and
    reports never enter complaint figures (X02).
    """

    month = fields.String(required=True)
    contacts = fields.Nested(ContactFigures, required=True)
    complaints = fields.Integer(required=True)
    by_category = fields.List(fields.Nested(CategoryCount), required=True)
    """Those in force, and those that are no more as far as cases have them."""
    by_tier = fields.List(fields.Nested(CountView), required=True)
    by_team = fields.List(fields.Nested(CountView), required=True)
    """By responsible department; `desk` where it was never transferred."""
    by_final = fields.List(fields.Nested(CountView), required=True)
    punctuality = fields.Nested(PunctualityView, required=True)
    repeat = fields.List(fields.Nested(CaseReference), required=True)
    malignant = fields.List(fields.Nested(CaseReference), required=True)
    unreached = fields.List(fields.Nested(CaseReference), required=True)
    """Closed without having reached the resident; apart from those confirmed (X10)."""
    pauses = fields.Nested(PauseFigures, required=True)
    invalid_verdicts = fields.List(fields.Nested(VerdictShare), required=True)

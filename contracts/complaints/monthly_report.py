"""Monthly report (月报, X02): figures of the cases that were lodged in a month."""

from marshmallow import fields

from contracts.base import Payload, PlacedView, View
from contracts.complaints.concealment import RuleFigures
from contracts.complaints.fields import Month
from contracts.complaints.first_answers import FirstAnswerFigures
from contracts.fields import Id


class ReportQuery(Payload):
    """The month of the figures."""

    month = Month(required=True)


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


class TeamCount(CountView):
    """How many complaints one team has."""

    name = fields.String(required=True, allow_none=True)
    """The department in the caller's language; None: the desk."""


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


class CaseReference(PlacedView):
    """A case that the report names."""

    id = Id(required=True)
    number = fields.String(required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    """In the caller's language."""
    department = fields.String(required=True, allow_none=True)
    department_name = fields.String(required=True, allow_none=True)
    """In the caller's language; None: the desk."""
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
    by_team = fields.List(fields.Nested(TeamCount), required=True)
    """By responsible department; `desk` where it was never transferred."""
    by_final = fields.List(fields.Nested(CountView), required=True)
    punctuality = fields.Nested(PunctualityView, required=True)
    first_answers = fields.Nested(FirstAnswerFigures, required=True)
    """Of all contacts, whatever kind they are of (C12)."""
    repeat = fields.List(fields.Nested(CaseReference), required=True)
    malignant = fields.List(fields.Nested(CaseReference), required=True)
    unreached = fields.List(fields.Nested(CaseReference), required=True)
    """Closed without having reached the resident; apart from those confirmed (X10)."""
    withdrawn = fields.List(fields.Nested(CaseReference), required=True)
    """Withdrawn by whoever complained; counted all the same (C13, X12)."""
    pauses = fields.Nested(PauseFigures, required=True)
    invalid_verdicts = fields.List(fields.Nested(VerdictShare), required=True)
    concealment = fields.List(fields.Nested(RuleFigures), required=True)
    """By the month in which it was found (X12)."""
